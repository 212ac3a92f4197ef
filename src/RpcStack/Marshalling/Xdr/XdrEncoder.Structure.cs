namespace RpcStack.Marshalling;

public ref partial struct XdrEncoder
{
    // §4.19: optional-data is a boolean, and the value where it is TRUE.

    /// <inheritdoc/>
    public readonly void WriteOptional(bool present) => WriteBoolean(present);

    // §4.14: a struct is its components, in order.

    /// <inheritdoc/>
    public Scope BeginMessage(MessageShape shape)
    {
        Enter();
        return default;
    }

    /// <inheritdoc/>
    public readonly void BeginField(ref Scope message, int index)
    {
    }

    /// <inheritdoc/>
    public void EndMessage(ref Scope message) => _depth--;

    // §4.12, §4.13: an array's elements follow their number, which is left out where it is fixed.

    /// <inheritdoc/>
    public Scope BeginList(ListShape shape, int count)
    {
        if (!shape.Bound.Allows(count)) Refuse.Bound(shape.Bound, count);
        Enter();
        if (!shape.Bound.IsFixed) WriteInt32(count);
        return default;
    }

    /// <inheritdoc/>
    public void EndList(ref Scope list) => _depth--;

    /// <inheritdoc/>
    public Scope BeginMap(MapShape shape, int count)
    {
        if (!shape.Bound.Allows(count)) Refuse.Bound(shape.Bound, count);
        Enter();
        if (!shape.Bound.IsFixed) WriteInt32(count);
        return default;
    }

    /// <inheritdoc/>
    public readonly void BeginKey(ref Scope map)
    {
    }

    /// <inheritdoc/>
    public readonly void BeginValue(ref Scope map)
    {
    }

    /// <inheritdoc/>
    public void EndMap(ref Scope map) => _depth--;

    // §4.15: a discriminated union is its discriminant and the arm.

    /// <inheritdoc/>
    public Scope BeginUnion(UnionShape shape, int index, long label)
    {
        Enter();
        UnionLabel.Write(ref this, shape, index, label);
        return default;
    }

    /// <inheritdoc/>
    public void EndUnion(ref Scope union) => _depth--;
}
