using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using RpcStack.Evolution;

namespace RpcStack.Cli.Idl.Export.CSharp;

/// <summary>Writes declarations, each with what is nested in it.</summary>
internal sealed class CSharpMembers(
    Declarations declarations, CSharpNames names, IndentedText text, Action<string> writeNested)
{
    public void Write(SchemaContract contract)
    {
        CSharpName name = names.Of(contract);
        text.Line(Attribute("RpcContract", name));
        Block(
            $"public partial interface {CSharpNames.EscapeType(name.Identifier)}{Bases(contract.Bases.Select(other => names.ReferenceToContract(other, name.Container)))}",
            name,
            () => Operations(contract));
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
        bool statesOrdinals = contract.Operations.Where((operation, i) => operation.Ordinal != i).Any();
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
        if (message.Fields.Count == 0)
        {
            Block(header + bases, name, null);
            return;
        }

        string[] lines = [.. Listing.Lines(
            header + "(", message.Fields.Select(field => Position(message, field) + Field(message, field)), ")" + bases)];
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
        text.Line(Attribute("RpcUnion", name));
        foreach (SchemaField @case in union.Cases)
            text.Line($"[RpcCase<{names.Reference((NamedType)@case.Type.Resolved, name.Container)}>({@case.Number})]");
        Block($"public {kind} {CSharpNames.EscapeType(name.Identifier)}", name, null);
    }

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
        return $"{new CSharpTypes(names, names.Of(message).Container).Of(field.Type, place)} {CSharpNames.Escape(field.Name)}";
    }

    private static string Position(MessageType message, SchemaField field)
    {
        bool isStated = message.Fields[^1].Number >= message.Fields.Count;
        return (isStated ? $"[RpcField({field.Number})] " : "")
            + CSharpTypes.Bounds(field.Type, $"{message.Name}.{field.Name}");
    }

    private static string Attribute(string attribute, CSharpName name) => name.WireName is null
        ? $"[{attribute}]"
        : $"[{attribute}(Name = {SymbolDisplay.FormatLiteral(name.WireName, quote: true)})]";

    private static string Bases(IEnumerable<string> bases)
    {
        string list = string.Join(", ", bases);
        return list.Length == 0 ? "" : $" : {list}";
    }
}
