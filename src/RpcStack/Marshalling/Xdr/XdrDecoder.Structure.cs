namespace RpcStack.Marshalling;

public ref partial struct XdrDecoder
{
    /// <inheritdoc/>
    public bool ReadOptional() => ReadBoolean();

    /// <inheritdoc/>
    public Scope BeginMessage(MessageShape shape)
    {
        _in.Enter();
        _in.ChargeMessage(shape);
        return new Scope { Shape = shape };
    }

    /// <inheritdoc/>
    public bool NextField(ref Scope message, out int index)
    {
        var shape = (MessageShape)message.Shape!;
        index = message.Next++;
        if (index < shape.Count)
        {
            if (_in.Left == 0) CheckEmpty(shape, index);
            return true;
        }

        _in.Leave();
        return false;
    }

    /// <inheritdoc/>
    public Scope BeginList(ListShape shape)
    {
        uint count = shape.Bound.IsFixed ? (uint)shape.Bound.Limit : (uint)ReadInt32();
        int accepted = CheckCount(count, XdrSize.IsZero(shape.Element, count, _in.Left));
        _in.Check(shape.Bound, accepted);
        _in.Enter();
        return new Scope { Remaining = accepted };
    }

    /// <inheritdoc/>
    public bool NextElement(ref Scope list)
    {
        if (--list.Remaining >= 0) return true;
        _in.Leave();
        return false;
    }

    /// <inheritdoc/>
    public Scope BeginMap(MapShape shape)
    {
        uint count = shape.Bound.IsFixed ? (uint)shape.Bound.Limit : (uint)ReadInt32();
        bool isZero = XdrSize.IsZero(shape.Key, count, _in.Left) && XdrSize.IsZero(shape.Value, count, _in.Left);
        int accepted = CheckCount(count, isZero);
        _in.Check(shape.Bound, accepted);
        _in.Enter();
        return new Scope { Remaining = accepted };
    }

    /// <inheritdoc/>
    public bool NextEntry(ref Scope map) => NextElement(ref map);

    /// <inheritdoc/>
    public readonly bool BeginKey(ref Scope map) => true;

    /// <inheritdoc/>
    public readonly bool BeginValue(ref Scope map) => true;

    /// <inheritdoc/>
    public Scope BeginUnion(UnionShape shape, out int index, out long label)
    {
        _in.Enter();
        int start = _in.At;
        index = UnionLabel.Read(ref this, shape, out label);
        return index >= 0 ? default(Scope) : throw UnionLabel.Unknown(shape, label, start);
    }

    /// <inheritdoc/>
    public void EndUnion(ref Scope union) => _in.Leave();

    private readonly void CheckEmpty(MessageShape shape, int index)
    {
        FieldShape field = shape.FieldAt(index);
        if (!XdrSize.IsZero(field.Shape))
            throw Malformed($"the field {field.Name} of {shape.Name}, which XDR cannot leave out,");
    }

    /// <summary>A count that the bytes that follow can bear out; where items have none, it is charged instead.</summary>
    private int CheckCount(uint count, bool isZero)
    {
        if (isZero && count <= Array.MaxLength) _in.Charge(16L * count);
        else if (count > (uint)_in.Left / 4) throw Malformed($"{count} elements where {_in.Left} bytes remain");
        return (int)count;
    }
}
