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
    public Scope BeginUnion(UnionShape shape, out int index, out long label)
    {
        Expect(JsonTokenType.StartObject, $"an object for {shape.Name}");
        _in.Enter();
        Advance();
        int known = -1;
        label = 0;
        if (shape.Discriminator is not null && _json.TokenType == JsonTokenType.PropertyName
            && _json.ValueTextEquals(JsonNames.Discriminator))
            known = ReadLabel(shape, out label);
        if (_json.TokenType != JsonTokenType.PropertyName) throw Malformed($"the name of a case of {shape.Name}");
        index = JsonNames.Find(shape.Cases, Text("a name"));
        if (index < 0) throw Malformed($"the name of a case of {shape.Name}");
        if (known < 0) label = OnlyLabel(shape, index);
        else if (known != index) throw Malformed($"{shape.Cases[known].Name}, which the discriminator stands for,");
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

    private int ReadLabel(UnionShape shape, out long label)
    {
        Advance();
        _shape = shape.Discriminator!;
        int index = UnionLabel.Read(ref this, shape, out label);
        if (index < 0) throw UnionLabel.Unknown(shape, label, _json.TokenStartIndex);
        Advance();
        return index;
    }

    // Who writes by hand need not say what the case's name says.
    private readonly long OnlyLabel(UnionShape shape, int index) => (shape.Discriminator, shape.Cases[index]) switch
    {
        (null, { } numbered) => numbered.Number,
        (_, { Labels: [long label] }) => label,
        _ => throw Malformed($"{JsonNames.Discriminator} before the case of {shape.Name}"),
    };

    /// <summary>Enters a field; null stands for a missing one where null is no value.</summary>
    private bool Enter(FieldShape field)
    {
        if (_json.TokenType == JsonTokenType.Null && field.Shape is not OptionalShape) return false;
        _shape = field.Shape;
        _field = field.Name;
        return true;
    }
}
