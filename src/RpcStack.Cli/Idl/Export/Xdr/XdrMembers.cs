using System.Globalization;
using RpcStack.Evolution;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Idl.Export.Xdr;

/// <summary>Writes definitions; their layout is the formatter's.</summary>
internal sealed class XdrMembers(XdrNames names, XdrTypes types)
{
    public string Text(NamedType type) => type switch
    {
        MessageType { Fields.Count: 0 } => throw Unsayable.In(XdrNames.Language, type.Name, "struct without members"),
        MessageType message => Struct(message),
        UnionType union => Union(union),
        EnumType enumeration => Enumeration(enumeration),
        _ => throw Unsayable.In(XdrNames.Language, type.Name, "such type"),
    };

    /// <summary>
    /// What an arm holds: nothing, the one value of a message that is the union's own, or else a message.
    /// </summary>
    public static SchemaType? Arm(UnionType union, SchemaCase @case)
    {
        var message = (MessageType)@case.Type.Resolved;
        if (message.Fields.Count == 0) return null;
        bool isOwn = message.Name.StartsWith(union.Name + ".", StringComparison.Ordinal);
        return isOwn && message.Fields is [{ Number: 0, Name: "Value" } value] ? value.Type : @case.Type;
    }

    /// <summary>A procedure.</summary>
    public string Procedure(SchemaContract contract, SchemaOperation operation)
    {
        string place = $"{contract.Name}.{operation.Name}";
        if (operation.Kind != OperationKind.Unary) throw Unsayable.In(XdrNames.Language, place, "streams");
        if (operation.Semantics == OperationSemantics.Oneway)
            throw Unsayable.In(XdrNames.Language, place, "calls without an answer");
        if (operation.Faults.Count > 0) throw Unsayable.In(XdrNames.Language, place, "exceptions");
        if (operation.Ordinal == 0)
            throw Unsayable.In(XdrNames.Language, place, "procedure 0 but that which does nothing");
        SchemaType result = Declarations.Result(contract, operation);
        bool isNothing = result is MessageType { IsAnonymous: true, Fields.Count: 0 };
        string type = isNothing ? "void" : types.Word(result, place);
        string parameters = Parameters(operation, place);
        // The language has no word for it, and who reads the file wants to know.
        string comment = operation.Semantics == OperationSemantics.Idempotent ? "\n/* Idempotent. */\n" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{comment}{type} {names.Defined(place)}({parameters}) = {operation.Ordinal};");
    }

    private string Parameters(SchemaOperation operation, string place)
    {
        IReadOnlyList<SchemaField> fields = operation.Request.Fields;
        if (fields.Where((field, i) => field.Number != i).Any())
            throw Unsayable.In(XdrNames.Language, place, "gaps in parameters");
        if (fields.Count == 0) return "void";
        return string.Join(
            ", ",
            fields.Select((field, i) => Parameter(field, fields.Count == 1 ? "argument" : $"argument{i + 1}", place)));
    }

    private string Parameter(SchemaField field, string byDefault, string place)
    {
        string at = $"{place}.{field.Name}";
        string type = types.Word(field.Type, at);
        return field.Name == byDefault || !XdrNames.IsName(field.Name) ? type : $"{type} {field.Name}";
    }

    private string Struct(MessageType type)
    {
        string members = string.Concat(type.Fields.Select(field => Member(type, field)));
        return $"struct {names.Defined(type.Name)} {{ {members} }};";
    }

    private string Member(MessageType message, SchemaField field)
    {
        string place = $"{message.Name}.{field.Name}";
        return types.Declaration(field.Type, XdrNames.Member(field.Name, place), place) + ";";
    }

    private string Enumeration(EnumType type)
    {
        if (type.Underlying != ScalarKind.Int32)
            throw Unsayable.In(XdrNames.Language, type.Name, $"enumeration of {type.Underlying}");
        if (type.Values.Count == 0)
            throw Unsayable.In(XdrNames.Language, type.Name, "enumeration without values");
        IEnumerable<string> values = type.Values.Select(value =>
            string.Create(CultureInfo.InvariantCulture, $"{names.Value(type.Name, value.Key)} = {value.Value}"));
        return $"enum {names.Defined(type.Name)} {{ {string.Join(", ", values)} }};";
    }

    private string Union(UnionType union)
    {
        if (union.Discriminator is not { } discriminator)
            throw Unsayable.In(XdrNames.Language, union.Name, "union without a discriminator");
        if (!IsDiscriminator(discriminator.Resolved))
            throw Unsayable.In(XdrNames.Language, union.Name, $"union over {discriminator}");
        // The default comes last.
        IEnumerable<string> arms = union.Cases
            .OrderBy(@case => @case.Labels.Count == 0)
            .Select(@case => Arm(union, discriminator, @case));
        string head = $"union {names.Defined(union.Name)} switch ({types.Word(discriminator, union.Name)} kind)";
        return $"{head} {{ {string.Concat(arms)} }};";
    }

    private static bool IsDiscriminator(SchemaType type) =>
        type is EnumType or ScalarType { Kind: ScalarKind.Int32 or ScalarKind.UInt32 or ScalarKind.Boolean };

    private string Arm(UnionType union, SchemaType discriminator, SchemaCase @case)
    {
        string place = $"{union.Name}.{@case.Name}";
        string labels = @case.Labels.Count == 0
            ? "default: "
            : string.Concat(union.LabelsOf(@case).Select(label => $"case {Label(discriminator, label, place)}: "));
        if (Arm(union, @case) is not { } type) return labels + "void;";
        string message = ((NamedType)@case.Type.Resolved).Name;
        bool isOwn = message.StartsWith(union.Name + ".", StringComparison.Ordinal);
        string name = isOwn ? message[(union.Name.Length + 1)..] : @case.Name;
        if (!XdrNames.IsName(name)) name = XdrNames.Member(name, place);
        return $"{labels}{types.Declaration(type, name, place)};";
    }

    private string Label(SchemaType discriminator, decimal label, string place) => discriminator.Resolved switch
    {
        ScalarType { Kind: ScalarKind.Boolean } => label == 0 ? "FALSE" : "TRUE",
        EnumType type => type.Values
            .Where(value => value.Value == label)
            .Select(value => names.Value(type.Name, value.Key))
            .FirstOrDefault()
            ?? throw Unsayable.In(XdrNames.Language, place, $"label {label} for {type.Name}"),
        _ => label.ToString(CultureInfo.InvariantCulture),
    };
}
