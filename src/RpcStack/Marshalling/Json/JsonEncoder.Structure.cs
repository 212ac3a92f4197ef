namespace RpcStack.Marshalling;

public ref partial struct JsonEncoder
{
    /// <inheritdoc/>
    public readonly void WriteOptional(bool present)
    {
        if (!present) _json.WriteNullValue();
    }

    /// <inheritdoc/>
    public Scope BeginMessage(MessageShape shape)
    {
        Enter();
        _json.WriteStartObject();
        return new Scope { Shape = shape };
    }

    /// <inheritdoc/>
    public void BeginField(ref Scope message, int index)
    {
        FieldShape field = ((MessageShape)message.Shape!).FieldAt(index);
        _json.WritePropertyName(field.Name);
        _shape = field.Shape;
    }

    /// <inheritdoc/>
    public void EndMessage(ref Scope message)
    {
        _json.WriteEndObject();
        _depth--;
    }

    /// <inheritdoc/>
    public Scope BeginList(ListShape shape, int count)
    {
        if (!shape.Bound.Allows(count)) Refuse.Bound(shape.Bound, count);
        Enter();
        _json.WriteStartArray();
        _shape = shape.Element;
        return default;
    }

    /// <inheritdoc/>
    public void EndList(ref Scope list)
    {
        _json.WriteEndArray();
        _depth--;
    }

    /// <inheritdoc/>
    public Scope BeginMap(MapShape shape, int count)
    {
        if (!shape.Bound.Allows(count)) Refuse.Bound(shape.Bound, count);
        Enter();
        if (JsonNames.AreNames(shape)) _json.WriteStartObject();
        else _json.WriteStartArray();
        return new Scope { Shape = shape };
    }

    /// <inheritdoc/>
    public void BeginKey(ref Scope map)
    {
        var shape = (MapShape)map.Shape!;
        _shape = shape.Key;
        _isName = JsonNames.AreNames(shape);
        if (_isName) return;
        if (map.Next++ > 0) _json.WriteEndArray();
        _json.WriteStartArray();
    }

    /// <inheritdoc/>
    public void BeginValue(ref Scope map) => _shape = ((MapShape)map.Shape!).Value;

    /// <inheritdoc/>
    public void EndMap(ref Scope map)
    {
        if (JsonNames.AreNames((MapShape)map.Shape!))
        {
            _json.WriteEndObject();
        }
        else
        {
            if (map.Next > 0) _json.WriteEndArray();
            _json.WriteEndArray();
        }

        _depth--;
    }

    /// <inheritdoc/>
    public Scope BeginUnion(UnionShape shape, int index, long label)
    {
        Enter();
        _json.WriteStartObject();
        if (shape.Discriminator is not null)
        {
            _json.WritePropertyName(JsonNames.Discriminator);
            _shape = shape.Discriminator;
            UnionLabel.Write(ref this, shape, index, label);
        }

        _json.WritePropertyName(shape.Cases[index].Name);
        return default;
    }

    /// <inheritdoc/>
    public void EndUnion(ref Scope union)
    {
        _json.WriteEndObject();
        _depth--;
    }
}
