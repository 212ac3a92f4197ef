using System.Globalization;
using RpcStack.Marshalling;

namespace RpcStack.Evolution;

/// <summary>
/// Reads a contract's text: paragraphs, each a line that names a contract, message, union or enumeration and the indented
/// lines of its members. Empty lines, and lines that begin with <c>#</c>, say nothing.
/// </summary>
/// <remarks>The text comes from a peer. Any text at all yields a schema or a <see cref="FormatException"/>.</remarks>
internal sealed class SchemaParser
{
    private readonly List<SchemaContract> _contracts = [];
    private readonly SchemaNames _names = new();
    private readonly Queue<SchemaLine> _lines;

    private SchemaParser(string text) => _lines = Split(text);

    public static ContractSchema Parse(string text)
    {
        SchemaParser parser = new(text);
        while (parser._lines.Count > 0) parser.Paragraph(parser._lines.Dequeue());
        if (parser._contracts.Count == 0) throw new FormatException("A schema has a contract, and there is none.");
        return new ContractSchema(parser._contracts, parser._names.Resolve());
    }

    private static Queue<SchemaLine> Split(string schema)
    {
        if (schema.Length > SchemaLimits.MaxLength) throw TooLong(schema.Length, "characters", SchemaLimits.MaxLength);
        string[] lines = schema.Split('\n');
        if (lines.Length > SchemaLimits.MaxLines) throw TooLong(lines.Length, "lines", SchemaLimits.MaxLines);
        Queue<SchemaLine> result = new();
        for (int i = 0; i < lines.Length; i++)
        {
            string text = lines[i].TrimEnd('\r', ' ', '\t');
            if (text.Length == 0 || text.TrimStart(' ', '\t')[0] == '#') continue;
            SchemaLine line = new(text, i + 1);
            if (text.Length > SchemaLimits.MaxLineLength) throw line.Error("the line is too long");
            result.Enqueue(line);
        }

        return result;
    }

    private void Paragraph(SchemaLine line)
    {
        if (line.IsIndented) throw line.Error("a member without the line that it belongs to");
        if (line.Take("contract")) Contract(line);
        else if (line.Take("message")) _names.Define(line, Message(line));
        else if (line.Take("union")) _names.Define(line, Union(line));
        else if (line.Take("enum")) _names.Define(line, Enumeration(line));
        else throw line.Error("expected contract, message, union or enum");
    }

    private void Contract(SchemaLine line)
    {
        string name = _names.DefineContract(line);
        List<string> bases = [];
        if (line.Take(':'))
        {
            do bases.Add(_names.ReferToContract(line));
            while (line.Take(','));
        }

        line.ExpectEnd();
        UniqueSet<int> ordinals = new("operation");
        _contracts.Add(new(name, bases, Members(member => Operation(member, ordinals))));
    }

    private SchemaOperation Operation(SchemaLine line, UniqueSet<int> ordinals)
    {
        int ordinal = ordinals.Add(line, line.Number());
        string name = line.Name();
        SchemaTypeParser types = new(line, _names);
        MessageType request = types.Parameters();
        SchemaType? item = line.Take("stream") ? types.Type() : null;
        line.Expect('-');
        line.Expect('>');
        bool answersWithStream = line.Take("stream");
        SchemaType response = types.Type();
        OperationSemantics semantics = line.Take("idempotent") ? OperationSemantics.Idempotent
            : line.Take("oneway") ? OperationSemantics.Oneway
            : OperationSemantics.AtMostOnce;
        List<TypeReference> faults = line.Take("throws") ? Faults(line) : [];
        line.ExpectEnd();
        return new(ordinal, name, semantics, request, item, response, answersWithStream, faults);
    }

    private List<TypeReference> Faults(SchemaLine line)
    {
        List<TypeReference> faults = [];
        UniqueSet<string> names = new("fault");
        do faults.Add(_names.ReferToMessage(line, names.Add(line, line.Name())));
        while (line.Take(','));
        return faults;
    }

    private MessageType Message(SchemaLine line) => new(HeaderName(line), Fields());

    private UnionType Union(SchemaLine line)
    {
        string name = line.Name();
        SchemaType? discriminator = line.Take("switch") ? new SchemaTypeParser(line, _names).Type() : null;
        line.ExpectEnd();
        if (discriminator is not null) _names.ExpectDiscriminator(line, discriminator);
        UniqueSet<int> numbers = new("case");
        UniqueSet<decimal> labels = new("label");
        bool hasDefault = false;
        return new(name, discriminator, Members(member =>
        {
            SchemaCase @case = Case(member, numbers, labels, discriminator is not null);
            bool isDefault = discriminator is not null && @case.Labels.Count == 0;
            if (isDefault && hasDefault) throw member.Error("there is another default");
            hasDefault |= isDefault;
            return @case;
        }));
    }

    // case := number name type [ "case" label { "," label } | "default" ]
    private SchemaCase Case(SchemaLine line, UniqueSet<int> numbers, UniqueSet<decimal> labels, bool hasLabels)
    {
        int number = numbers.Add(line, line.Number());
        string name = line.Name();
        SchemaType type = new SchemaTypeParser(line, _names).Type();
        List<decimal> own = [];
        if (hasLabels && !line.Take("default"))
        {
            if (!line.Take("case")) throw line.Error("expected case or default");
            do own.Add(labels.Add(line, line.Number(IntegerRange.AnyLabel)));
            while (line.Take(','));
        }

        line.ExpectEnd();
        return new(number, name, type, own);
    }

    private List<SchemaField> Fields()
    {
        UniqueSet<int> numbers = new("field");
        return Members(line =>
        {
            SchemaField field = new(
                numbers.Add(line, line.Number()), line.Name(), new SchemaTypeParser(line, _names).Type());
            line.ExpectEnd();
            return field;
        });
    }

    private EnumType Enumeration(SchemaLine line)
    {
        string name = line.Name();
        string keyword = line.Peek();
        line.Take(keyword);
        line.ExpectEnd();
        ScalarKind kind = ScalarKeywords.Find(keyword) ?? ScalarKind.String;
        IntegerRange range = IntegerRange.Of(kind) ?? throw line.Error("expected an integer type");
        UniqueSet<string> names = new("value");
        return new(name, kind, Members(member => EnumValue(member, range, names)));
    }

    private static KeyValuePair<string, decimal> EnumValue(SchemaLine line, IntegerRange range, UniqueSet<string> names)
    {
        string name = names.Add(line, line.Name());
        line.Expect('=');
        decimal number = line.Number(range);
        line.ExpectEnd();
        return new(name, number);
    }

    private static string HeaderName(SchemaLine line)
    {
        string name = line.Name();
        line.ExpectEnd();
        return name;
    }

    private List<T> Members<T>(Func<SchemaLine, T> parse)
    {
        List<T> members = [];
        while (_lines.Count > 0 && _lines.Peek().IsIndented) members.Add(parse(_lines.Dequeue()));
        return members;
    }

    private static FormatException TooLong(int actual, string unit, int limit) => new(string.Format(
        CultureInfo.InvariantCulture, "The schema has {0} {1}, and at most {2} are read.", actual, unit, limit));
}
