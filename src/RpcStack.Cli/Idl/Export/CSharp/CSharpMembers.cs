using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using RpcStack.Evolution;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Idl.Export.CSharp;

/// <summary>Writes declarations, each with what is nested in it.</summary>
internal sealed class CSharpMembers(
    Declarations declarations, CSharpNames names, IndentedText text, Action<string> writeNested)
{
    public void Write(SchemaContract contract)
    {
        CSharpName name = names.Of(contract);
        text.Line(Attribute("RpcContract", name));
        if (declarations.Program(contract) is { } program) text.Line($"[OncProgram({program.Number}, {program.Version})]");
        Block(
            $"public partial interface {CSharpNames.EscapeType(name.Identifier)}{Bases(contract.Bases.Select(other => names.ReferenceToContract(other, name.Container)))}",
            name,
            () => Operations(contract));
        if (names.Nothing(contract) is not { } nothing) return;
        text.Gap();
        text.Line("[RpcMessage]");
        text.Line($"public sealed partial record {nothing};");
    }

    public void Write(NamedType type)
    {
        switch (type)
        {
            case MessageType message when declarations.Faults.Contains(type.Name): Fault(message); break;
            case MessageType message: Message(message); break;
            case UnionType union: Union(union); break;
            case EnumType enumeration: Enumeration(enumeration); break;
        }
    }

    private void Operations(SchemaContract contract)
    {
        // Procedure 0 of every ONC RPC program does nothing, so a program's own count from 1.
        int first = declarations.Program(contract) is null ? 0 : 1;
        bool statesOrdinals = contract.Operations.Where((operation, i) => operation.Ordinal != first + i).Any();
        HashSet<string> taken = [];
        foreach (SchemaOperation operation in contract.Operations)
        {
            string method = CSharpOperation.MethodName(operation);
            while (!taken.Add(method)) method = "_" + method;
            text.Gap();
            foreach (string line in new CSharpOperation(contract, operation, names).Lines(method, statesOrdinals))
                text.Line(line);
        }
    }

    private void Message(MessageType message)
    {
        CSharpName name = names.Of(message);
        string header = $"public sealed partial record {CSharpNames.EscapeType(name.Identifier)}";
        string bases = Bases(Unions(message));
        text.Line(Attribute("RpcMessage", name));
        string[] parameters =
            [.. Holder(message), .. message.Fields.Select(field => Position(message, field) + Field(message, field))];
        string[] lines = parameters.Length == 0
            ? [header + bases]
            : [.. Listing.Lines(header + "(", parameters, ")" + bases)];
        foreach (string line in lines[..^1]) text.Line(line);
        Block(lines[^1], name, null);
    }

    // A fault is an exception; its message is its constructor's.
    private void Fault(MessageType message)
    {
        CSharpName name = names.Of(message);
        SchemaField? words = message.Fields.FirstOrDefault(field => field.Name == nameof(Exception.Message));
        string constructor = words is null ? "" : $"({Position(message, words)}string message)";
        string bases = Bases(["RpcFault" + (words is null ? "" : "(message)"), .. Unions(message)]);
        SchemaField[] properties = [.. message.Fields.Where(field => field != words)];
        text.Line(Attribute("RpcMessage", name));
        Block(
            $"public sealed partial class {CSharpNames.EscapeType(name.Identifier)}{constructor}{bases}",
            name,
            properties.Length == 0 ? null : () => Properties(message, properties));
    }

    private void Properties(MessageType message, IEnumerable<SchemaField> properties)
    {
        foreach (SchemaField field in properties)
        {
            text.Gap();
            text.Line($"{Position(message, field)}public required {Field(message, field)} {{ get; init; }}");
        }
    }

    private void Union(UnionType union)
    {
        CSharpName name = names.Of(union);
        string kind = IsInterface(union) ? "partial interface" : "abstract partial record";
        string? discriminator = union.Discriminator is { } type ? Types(name).Of(type, union.Name) : null;
        text.Line(Attribute("RpcUnion", name, discriminator is null ? [] : [$"Discriminator = typeof({discriminator})"]));
        foreach (SchemaCase @case in union.Cases)
        {
            string labels = string.Join(", ", union.LabelsOf(@case).Select(label => Label(union, label, discriminator)));
            string reference = names.Reference((NamedType)@case.Type.Resolved, name.Container);
            text.Line($"[RpcCase<{reference}>{(labels.Length > 0 ? $"({labels})" : "")}]");
        }

        Block($"public {kind} {CSharpNames.EscapeType(name.Identifier)}", name, null);
    }

    private static string Label(UnionType union, decimal label, string? discriminator)
    {
        string number = label.ToString(CultureInfo.InvariantCulture);
        return union.LabelType.Resolved switch
        {
            ScalarType { Kind: ScalarKind.Boolean } => label != 0 ? "true" : "false",
            ScalarType { Kind: ScalarKind.Char } => SymbolDisplay.FormatLiteral((char)label, quote: true),
            EnumType type when type.Values.FirstOrDefault(value => value.Value == label) is { Key: { } key } =>
                $"{discriminator}.{CSharpNames.Escape(key)}",
            EnumType => $"({discriminator})({number})",
            _ => number,
        };
    }

    // A case that several labels stand for says which it was; that is no field of it.
    private IEnumerable<string> Holder(MessageType message)
    {
        foreach (UnionType union in declarations.UnionsOf[message.ToString()])
        {
            SchemaCase @case = union.Cases.First(one => one.Type.Resolved == message);
            if (union.LabelsOf(@case).Count == 1) continue;
            string name = "Discriminator";
            while (message.Fields.Any(field => field.Name == name)) name = "Union" + name;
            return [$"[RpcDiscriminator] {Types(names.Of(message)).Of(union.LabelType, union.Name)} {name}"];
        }

        return [];
    }

    private CSharpTypes Types(CSharpName within) => new(names, within.Container);

    private void Enumeration(EnumType enumeration)
    {
        CSharpName name = names.Of(enumeration);
        if (name.WireName is not null) throw Unsayable.In(CSharpTypes.Language, enumeration.Name, "such name for an enumeration");
        string keyword = CSharpTypes.Keyword(enumeration.Underlying);
        Block($"public enum {CSharpNames.EscapeType(name.Identifier)}{(keyword == "int" ? "" : $" : {keyword}")}", name, () =>
        {
            foreach (KeyValuePair<string, decimal> value in enumeration.Values)
                text.Line($"{CSharpNames.Escape(value.Key)} = {value.Value.ToString(CultureInfo.InvariantCulture)},");
        });
    }

    private void Block(string header, CSharpName name, Action? writeMembers)
    {
        bool isEmpty = writeMembers is null && !HasNested(name);
        text.Line(isEmpty ? header + ";" : header);
        if (isEmpty) return;
        text.Line("{");
        text.Indent();
        writeMembers?.Invoke();
        writeNested(name.FullName);
        text.Outdent();
        text.Line("}");
    }

    private bool HasNested(CSharpName name) =>
        declarations.Types.Any(type => CSharpNames.Existing(type) is null && names.Of(type).Container == name.FullName)
        || declarations.Contracts.Any(contract => names.Of(contract).Container == name.FullName);

    private IEnumerable<string> Unions(MessageType message) =>
        declarations.UnionsOf[message.ToString()].Distinct().Select(union => names.Reference(union, names.Of(message).Container));

    // C# has one base class; a fault's is taken.
    private bool IsInterface(UnionType union) => union.Cases.Any(@case =>
        @case.Type is TypeReference reference
        && (declarations.Faults.Contains(reference.Name) || declarations.UnionsOf[reference.ToString()].Distinct().Count() > 1));

    private string Field(MessageType message, SchemaField field)
    {
        string place = $"{message.Name}.{field.Name}";
        if (!SyntaxFacts.IsValidIdentifier(field.Name)) throw Unsayable.In(CSharpTypes.Language, place, "such name");
        return $"{Types(names.Of(message)).Of(field.Type, place)} {CSharpNames.Escape(field.Name)}";
    }

    // What a fault's constructor takes counts before its properties, unless something else is stated.
    private bool HasLateMessage(MessageType message) => declarations.Faults.Contains(message.Name)
        && message.Fields.Skip(1).Any(field => field.Name == nameof(Exception.Message));

    private string Position(MessageType message, SchemaField field)
    {
        bool isStated = message.Fields[^1].Number >= message.Fields.Count || HasLateMessage(message);
        return (isStated ? $"[RpcField({field.Number})] " : "")
            + CSharpTypes.Bounds(field.Type, $"{message.Name}.{field.Name}");
    }

    private static string Attribute(string attribute, CSharpName name, params IEnumerable<string> arguments)
    {
        string wireName = name.WireName is { } stated ? $"Name = {SymbolDisplay.FormatLiteral(stated, quote: true)}" : "";
        string all = string.Join(", ", arguments.Append(wireName).Where(argument => argument.Length > 0));
        return all.Length == 0 ? $"[{attribute}]" : $"[{attribute}({all})]";
    }

    private static string Bases(IEnumerable<string> bases)
    {
        string list = string.Join(", ", bases);
        return list.Length == 0 ? "" : $" : {list}";
    }
}
