using System.Globalization;
using RpcStack.Evolution;

namespace RpcStack.Cli.Idl.Export.Proto;

/// <summary>Writes contracts as proto3, such that protoc's bytes are those of the protobuf format.</summary>
internal sealed class ProtoExporter
{
    private const int FirstReserved = 19000;
    private const int LastReserved = 19999;

    private readonly Declarations _declarations;
    private readonly ProtoNames _names;
    private readonly ProtoTypes _types;
    private readonly Dictionary<string, IReadOnlyList<(string Name, string Line)>> _methods = new(StringComparer.Ordinal);
    private readonly IndentedText _text = new(2);

    private ProtoExporter(Declarations declarations)
    {
        _declarations = declarations;
        _names = new(declarations);
        _types = new(_names);
    }

    /// <summary>Writes contracts.</summary>
    /// <exception cref="CliException">Proto cannot say what they say.</exception>
    public static string Export(Declarations declarations)
    {
        var exporter = new ProtoExporter(declarations);
        exporter.Body();
        return exporter.Head() + exporter._text;
    }

    private string Head()
    {
        var head = new IndentedText(2);
        head.Line("syntax = \"proto3\";");
        if (_names.Package.Length > 0)
        {
            head.Line();
            head.Line($"package {_names.Package};");
        }

        if (_types.Imports.Count > 0) head.Line();
        foreach (string import in _types.Imports) head.Line($"import \"{import}\";");
        return head.ToString();
    }

    private void Body()
    {
        foreach (SchemaContract contract in _declarations.Contracts) Service(contract);
        foreach ((string name, string request, string item) in _types.Parts) Part(name, request, item);
        foreach (NamedType type in _declarations.Types) Write(type);
        while (_types.Unnamed.TryDequeue(out (string Name, string Place, MessageType Message) unnamed))
            Message(unnamed.Name, unnamed.Place, unnamed.Message.Fields);
        if (_types.OffsetTime is { } offsetTime)
            Block($"message {offsetTime}", ["google.protobuf.Timestamp time = 1;", "int32 offset_minutes = 2;"]);
    }

    // gRPC has no inheritance, so a service has the operations of those that it extends too; these come before it.
    private void Service(SchemaContract contract)
    {
        string name = ProtoNames.Service(contract);
        var operations = new ProtoOperations(contract, name, _declarations, _names, _types);
        List<(string Name, string Line)> methods = [.. contract.Operations.Select(operation => (operation.Name, operations.Line(operation)))];
        methods.AddRange(contract.Bases.SelectMany(other => _methods[other]).Distinct().Except(methods));
        if (methods.CountBy(method => method.Name).FirstOrDefault(method => method.Value > 1) is { Key: { } twice })
            throw Unsayable.In(ProtoTypes.Language, $"{contract.Name}.{twice}", "second operation of a name, as one that is inherited");
        _methods.Add(contract.Name, methods);
        Block($"service {name}", [.. methods.Select(method => method.Line)]);
    }

    private void Part(string name, string request, string item) =>
        Block($"message {name}", ["oneof part {", $"  {request} request = 1;", $"  {item} item = 2;", "}"]);

    private void Write(NamedType type)
    {
        string name = _names.Of(type);
        switch (type)
        {
            case MessageType message: Message(name, type.Name, message.Fields); break;
            case UnionType union: Union(name, union); break;
            case EnumType enumeration when ProtoTypes.IsEnum(enumeration): Enumeration(name, enumeration); break;
        }
    }

    private void Message(string name, string place, IReadOnlyList<SchemaField> fields)
    {
        IReadOnlyList<string> names = ProtoNames.Fields(fields);
        Block($"message {name}", fields.Select((field, i) => Field(field, names[i], $"{place}.{field.Name}", name + field.Name))
            .ToArray());
    }

    private string Field(SchemaField field, string name, string place, string messageName)
    {
        int number = field.Number + 1;
        if (number is >= FirstReserved and <= LastReserved)
            throw Unsayable.In(ProtoTypes.Language, place, $"field {number}, which it keeps for itself");
        return $"{_types.Field(field.Type, place, messageName)} {name} = {number};";
    }

    // The number of a case is its field's; a discriminator stands before.
    private void Union(string name, UnionType union)
    {
        IReadOnlyList<string> names = ProtoNames.Fields(union.Cases);
        string oneof = "value";
        while (names.Contains(oneof)) oneof = "the_" + oneof;
        Block(
            $"message {name}",
            [
                .. Discriminator(union, names),
                $"oneof {oneof} {{",
                .. union.Cases.Select((@case, i) =>
                    $"  {_types.Field(@case.Type, $"{union.Name}.{@case.Name}", name + @case.Name)} {names[i]} = {@case.Number};"),
                "}",
            ]);
    }

    private IEnumerable<string> Discriminator(UnionType union, IReadOnlyList<string> cases)
    {
        if (union.Discriminator is not { } type) yield break;
        string name = "discriminator";
        while (cases.Contains(name)) name = "the_" + name;
        yield return $"{_types.Field(type, union.Name, union.Name)} {name} = 1;";
    }

    // The first of a proto3 enumeration is 0, and names of values are the whole package's.
    private void Enumeration(string name, EnumType enumeration)
    {
        string prefix = ProtoNames.Snake(name).ToUpperInvariant();
        List<string> lines = [];
        if (enumeration.Values.Select(value => value.Value).Distinct().Count() < enumeration.Values.Count)
            lines.Add("option allow_alias = true;");
        if (enumeration.Values.All(value => value.Value != 0)) lines.Add($"{_names.Free(prefix + "_NONE")} = 0;");
        lines.AddRange(enumeration.Values.OrderBy(value => value.Value != 0).Select(value =>
            $"{_names.Free($"{prefix}_{ProtoNames.Snake(value.Key).ToUpperInvariant()}")} = "
            + $"{value.Value.ToString(CultureInfo.InvariantCulture)};"));
        Block($"enum {name}", lines);
    }

    private void Block(string header, IReadOnlyList<string> lines)
    {
        _text.Line();
        _text.Line(lines.Count == 0 ? header + " {}" : header + " {");
        if (lines.Count == 0) return;
        _text.Indent();
        foreach (string line in lines) _text.Line(line);
        _text.Outdent();
        _text.Line("}");
    }
}
