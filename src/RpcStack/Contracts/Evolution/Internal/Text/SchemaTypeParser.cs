using RpcStack.Marshalling;

namespace RpcStack.Evolution;

/// <summary>Reads a type within a line.</summary>
internal sealed class SchemaTypeParser(SchemaLine line, SchemaNames names)
{
    private int _depth;

    // type := core "?"*
    public SchemaType Type()
    {
        int outer = _depth;
        Deepen();
        SchemaType type = Core();
        while (line.Take('?'))
        {
            Deepen();
            type = new OptionalType(type);
        }

        _depth = outer;
        return type;
    }

    // parameters := "(" [ [position] name ":" type { "," … } ] ")"
    public MessageType Parameters()
    {
        line.Expect('(');
        List<SchemaField> fields = [];
        UniqueSet<int> positions = new("field");
        int next = 0;
        while (!line.Take(')'))
        {
            if (fields.Count > 0) line.Expect(',');
            int position = positions.Add(line, line.IsNumberNext ? line.Number() : next);
            if (position < 0) throw line.Error("there is no position after 2147483647");
            string name = line.Name();
            line.Expect(':');
            fields.Add(new(position, name, Type()));
            next = unchecked(position + 1);
        }

        return new("", fields);
    }

    // core := scalar [bound] | "list" "<" type ">" [bound] | "map" "<" type "," type ">" [bound]
    //       | "ref" name | parameters | name
    private SchemaType Core()
    {
        string word = line.Peek();
        if (ScalarKeywords.Find(word) is ScalarKind kind)
        {
            line.Take(word);
            return new ScalarType(kind, kind is ScalarKind.String or ScalarKind.Bytes ? Bound() : SchemaBound.None);
        }

        if (line.Take("list")) return List();
        if (line.Take("map")) return Map();
        if (line.Take("ref")) return new ReferenceType(line.Name());
        return line.IsNext('(') ? Parameters() : names.Refer(line, line.Name());
    }

    private ListType List()
    {
        line.Expect('<');
        SchemaType element = Type();
        line.Expect('>');
        return new(element, Bound());
    }

    private MapType Map()
    {
        line.Expect('<');
        SchemaType key = Type();
        line.Expect(',');
        SchemaType value = Type();
        line.Expect('>');
        return new(key, value, Bound());
    }

    // bound := "<" number ">" | "[" number "]"
    private SchemaBound Bound()
    {
        if (line.Take('<'))
        {
            int limit = line.Number();
            line.Expect('>');
            return new(limit, false);
        }

        if (!line.Take('[')) return SchemaBound.None;
        int count = line.Number();
        line.Expect(']');
        return new(count, true);
    }

    private void Deepen()
    {
        _depth++;
        if (_depth > SchemaLimits.MaxNesting) throw line.Error("types nest too deep");
    }
}
