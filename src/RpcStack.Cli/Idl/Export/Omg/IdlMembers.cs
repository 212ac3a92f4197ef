extern alias Generator;

using System.Globalization;
using Generator::RpcStack.Generators.Idl.Semantics;
using RpcStack.Evolution;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Idl.Export.Omg;

/// <summary>Writes declarations, each as lines.</summary>
internal sealed class IdlMembers(Declarations declarations, IdlTypes types)
{
    private const string Get = "_get_";
    private const string Set = "_set_";

    public IReadOnlyList<string> Lines(SchemaContract contract)
    {
        (string module, string name) = IdlNames.Declared(contract.Name, contract.Name);
        if (declarations.Types.FirstOrDefault(type => IdlNames.Declared(type.Name, type.Name).Module == contract.Name
            || type.Name == contract.Name) is { } clash)
            throw Unsayable.In(IdlNames.Language, clash.Name, $"second meaning for {contract.Name}, which is an interface");
        string bases = string.Join(", ", contract.Bases.Select(IdlNames.Reference));
        string program = declarations.Program(contract) is { } onc ? $"@onc_program({onc.Number}, {onc.Version}) " : "";
        return
        [
            $"{program}interface {name}{(bases.Length > 0 ? " : " + bases : "")} {{",
            .. contract.Operations.SelectMany((operation, i) =>
                Attribute(contract, i) ?? Operation(contract, operation, i)).Select(line => "  " + line),
            "};",
        ];
    }

    public IReadOnlyList<string> Lines(NamedType type, string name) => type switch
    {
        MessageType message => Message(message, name),
        UnionType union => Union(union, name),
        EnumType enumeration => Enumeration(enumeration, name),
        _ => throw Unsayable.In(IdlNames.Language, type.Name, "such type"),
    };

    /// <summary>What a union's case holds: a message of one field, which is called after the case.</summary>
    public static SchemaType Arm(UnionType union, SchemaCase @case) =>
        @case.Type.Resolved is MessageType { Fields: [{ Number: 0, Name: "Value" } value] } message
        && ArmName(union, message, @case) is not null
            ? value.Type
            : throw Unsayable.In(IdlNames.Language, $"{union.Name}.{@case.Name}", "case that is more than one value");

    private static string? ArmName(UnionType union, NamedType message, SchemaCase @case)
    {
        string prefix = union.Name + ".";
        if (!message.Name.StartsWith(prefix, StringComparison.Ordinal)) return null;
        string name = message.Name[prefix.Length..];
        return MemberNames.OfArm(union.Name[(union.Name.LastIndexOf('.') + 1)..], name) == @case.Name ? name : null;
    }

    private IReadOnlyList<string> Message(MessageType message, string name)
    {
        bool hasNumbers = message.Fields.Count > 0 && message.Fields[^1].Number >= message.Fields.Count;
        string word = declarations.Faults.Contains(message.Name) ? "exception" : "struct";
        return
        [
            $"{word} {name} {{",
            .. message.Fields.Select(field =>
            {
                string place = $"{message.Name}.{field.Name}";
                string number = hasNumbers ? $"@id({field.Number}) " : "";
                return $"  {number}{types.Optional(field.Type, place)} {IdlNames.Member(field.Name, place)};";
            }),
            "};",
        ];
    }

    private List<string> Union(UnionType union, string name)
    {
        if (union.Discriminator is not { } discriminator)
            throw Unsayable.In(IdlNames.Language, union.Name, "union without a discriminator");
        List<string> lines = [$"union {name} switch ({types.Of(discriminator, union.Name)}) {{"];
        foreach (SchemaCase @case in union.Cases)
        {
            string place = $"{union.Name}.{@case.Name}";
            lines.AddRange(union.LabelsOf(@case).Select(label => $"  case {Label(discriminator, label, place)}:"));
            if (@case.Labels.Count == 0) lines.Add("  default:");
            lines.Add($"    {types.Of(Arm(union, @case), place)} {IdlNames.Escape(ArmName(union, (NamedType)@case.Type.Resolved, @case)!, place)};");
        }

        return [.. lines, "};"];
    }

    private static string Label(SchemaType discriminator, decimal label, string place) => discriminator.Resolved switch
    {
        ScalarType { Kind: ScalarKind.Boolean } => label != 0 ? "TRUE" : "FALSE",
        ScalarType { Kind: ScalarKind.Char } => $"L'\\u{(int)label:x4}'",
        EnumType type => type.Values.FirstOrDefault(value => value.Value == label) is { Key: { } key }
            ? IdlNames.Reference(Scope(type) + key)
            : throw Unsayable.In(IdlNames.Language, place, $"label {label}, which has no name"),
        _ => label.ToString(CultureInfo.InvariantCulture),
    };

    // Names of values stand beside their enumeration, not within.
    private static string Scope(EnumType type) => type.Name[..(type.Name.LastIndexOf('.') + 1)];

    private static IReadOnlyList<string> Enumeration(EnumType type, string name)
    {
        string bits = type.Underlying switch
        {
            ScalarKind.Int32 => "",
            ScalarKind.Byte => "@bit_bound(8) ",
            ScalarKind.UInt16 => "@bit_bound(16) ",
            _ => throw Unsayable.In(IdlNames.Language, type.Name, $"enumeration of {type.Underlying}"),
        };
        if (CSharpNames.Pascal(name.TrimStart('_')) != name.TrimStart('_')
            || type.Values.Any(value => CSharpNames.Pascal(value.Key) != value.Key))
            throw Unsayable.In(IdlNames.Language, type.Name, "such name for an enumeration or its values");
        if (type.Values.Select(value => value.Value).Distinct().Count() < type.Values.Count)
            throw Unsayable.In(IdlNames.Language, type.Name, "two names for one value");
        bool hasNumbers = type.Values.Where((value, i) => value.Value != i).Any();
        return
        [
            $"{bits}enum {name} {{",
            .. type.Values.Select((value, i) =>
                $"  {(hasNumbers ? string.Create(CultureInfo.InvariantCulture, $"@value({value.Value}) ") : "")}"
                + IdlNames.Escape(value.Key, type.Name) + (i < type.Values.Count - 1 ? "," : "")),
            "};",
        ];
    }

    // An attribute is two operations, of which the second is not there where it is read-only.
    private IEnumerable<string>? Attribute(SchemaContract contract, int index)
    {
        SchemaOperation operation = contract.Operations[index];
        string name = operation.Name.Length > Get.Length ? operation.Name[Get.Length..] : "";
        if (operation.Name.StartsWith(Set, StringComparison.Ordinal) && index > 0
            && contract.Operations[index - 1].Name == Get + name)
            return [];
        if (!operation.Name.StartsWith(Get, StringComparison.Ordinal)) return null;
        string place = $"{contract.Name}.{operation.Name}";
        SchemaOperation? set = contract.Operations.Skip(index + 1).Take(1).FirstOrDefault(next => next.Name == Set + name);
        string type = types.Result(Declarations.Result(contract, operation), place);
        string raises = set is null
            ? Raises(operation, "raises")
            : Raises(operation, "getraises") + Raises(set, "setraises");
        return [$"{(set is null ? "readonly " : "")}attribute {type} {IdlNames.Escape(name, place)}{raises};"];
    }

    private static string Raises(SchemaOperation operation, string word) => operation.Faults.Count == 0
        ? ""
        : $" {word} ({string.Join(", ", operation.Faults.Select(fault => IdlNames.Reference(fault.Name)))})";

    private IEnumerable<string> Operation(SchemaContract contract, SchemaOperation operation, int index)
    {
        string place = $"{contract.Name}.{operation.Name}";
        if (operation.Ordinal != index) throw Unsayable.In(IdlNames.Language, place, $"number {operation.Ordinal} for it");
        string name = IdlNames.Escape(operation.Name, place);
        string semantics = operation.Semantics switch
        {
            OperationSemantics.Idempotent => "@idempotent ",
            OperationSemantics.Oneway => "oneway ",
            _ => "",
        };
        return Listing.Lines(
            $"{semantics}{Result(contract, operation, place)} {name}(", Parameters(contract, operation, place), ")" + Raises(operation, "raises") + ";");
    }

    private string Result(SchemaContract contract, SchemaOperation operation, string place)
    {
        SchemaType result = Declarations.Result(contract, operation);
        bool isNothing = result is MessageType { IsAnonymous: true, Fields.Count: 0 };
        bool isStream = operation.Kind is OperationKind.ServerStream or OperationKind.Duplex;
        if (isNothing && isStream) throw Unsayable.In(IdlNames.Language, place, "stream of nothing");
        if (isStream) return $"@stream sequence<{types.Of(result, place)}>";
        string type = isNothing ? "void" : types.Result(result, place);
        return operation.Semantics == OperationSemantics.Idempotent ? IdlNames.AfterAnnotation(type) : type;
    }

    private IEnumerable<string> Parameters(SchemaContract contract, SchemaOperation operation, string place)
    {
        HashSet<string> taken = [];
        for (int i = 0; i < operation.Request.Fields.Count; i++)
        {
            SchemaField field = operation.Request.Fields[i];
            if (field.Number != i) throw Unsayable.In(IdlNames.Language, place, "gaps in parameters");
            string at = $"{place}.{field.Name}";
            taken.Add(field.Name);
            yield return $"in {types.Parameter(field.Type, at)} {IdlNames.Parameter(field.Name, at)}";
        }

        if (Declarations.Item(contract, operation) is { } item)
            yield return $"in @stream sequence<{types.Of(item, place)}> {(taken.Contains("items") ? "streamed" : "items")}";
    }
}
