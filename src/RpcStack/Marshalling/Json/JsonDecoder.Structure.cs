using System.Text.Json;

namespace RpcStack.Marshalling;

public ref partial struct JsonDecoder
{
    /// <inheritdoc/>
    public readonly bool ReadOptional() => _json.TokenType != JsonTokenType.Null;

    /// <inheritdoc/>
    public Scope BeginMessage(MessageShape shape)
    {
        Expect(JsonTokenType.StartObject, $"an object for {shape.Name}");
        _in.Enter();
        _in.ChargeMessage(shape);
        return new Scope { Shape = shape };
    }

    /// <inheritdoc/>
    public bool NextField(ref Scope message, out int index)
    {
        var shape = (MessageShape)message.Shape!;
        for (Advance(); _json.TokenType != JsonTokenType.EndObject; Advance())
        {
            string name = Text("a name");
            index = JsonNames.Find(shape.Fields, name);
            Advance();
            if (index >= 0 && Enter(shape.FieldAt(index))) return true;
            Skip();
        }

        index = -1;
        _in.Leave();
        return false;
    }

    /// <inheritdoc/>
    public Scope BeginList(ListShape shape)
    {
        Expect(JsonTokenType.StartArray, "an array");
        _in.Enter();
        _shape = shape.Element;
        return new Scope { Shape = shape };
    }

    /// <inheritdoc/>
    public bool NextElement(ref Scope list)
    {
        Bound bound = ((ListShape)list.Shape!).Bound;
        Advance();
        if (_json.TokenType != JsonTokenType.EndArray)
        {
            if (++list.Next > bound.Limit) _in.Check(bound, list.Next);
            return true;
        }

        _in.Check(bound, list.Next);
        _in.Leave();
        return false;
    }

    /// <inheritdoc/>
    public Scope BeginMap(MapShape shape)
    {
        if (JsonNames.AreNames(shape)) Expect(JsonTokenType.StartObject, "an object for a map");
        else Expect(JsonTokenType.StartArray, "an array of pairs for a map");
        _in.Enter();
        return new Scope { Shape = shape };
    }

    /// <inheritdoc/>
    public bool NextEntry(ref Scope map)
    {
        bool areNames = JsonNames.AreNames((MapShape)map.Shape!);
        if (!areNames && map.Next++ > 0)
        {
            Advance();
            Expect(JsonTokenType.EndArray, "the end of a pair");
        }

        Advance();
        if (_json.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            if (!areNames) Expect(JsonTokenType.StartArray, "a pair of key and value");
            return true;
        }

        _in.Leave();
        return false;
    }

    /// <inheritdoc/>
    public bool BeginKey(ref Scope map)
    {
        var shape = (MapShape)map.Shape!;
        _shape = shape.Key;
        if (!JsonNames.AreNames(shape)) Advance();
        return true;
    }

    /// <inheritdoc/>
    public bool BeginValue(ref Scope map)
    {
        _shape = ((MapShape)map.Shape!).Value;
        Advance();
        return true;
    }

    /// <inheritdoc/>
    public Scope BeginUnion(UnionShape shape, out int index)
    {
        Expect(JsonTokenType.StartObject, $"an object for {shape.Name}");
        _in.Enter();
        Advance();
        if (_json.TokenType != JsonTokenType.PropertyName) throw Malformed($"the name of a case of {shape.Name}");
        index = JsonNames.Find(shape.Cases, Text("a name"));
        if (index < 0) throw Malformed($"the name of a case of {shape.Name}");
        Advance();
        return default;
    }

    /// <inheritdoc/>
    public void EndUnion(ref Scope union)
    {
        Advance();
        Expect(JsonTokenType.EndObject, "the end of a union");
        _in.Leave();
    }

    /// <summary>Enters a field; null stands for a missing one where null is no value.</summary>
    private bool Enter(FieldShape field)
    {
        if (_json.TokenType == JsonTokenType.Null && field.Shape is not OptionalShape) return false;
        _shape = field.Shape;
        _field = field.Name;
        return true;
    }
}
