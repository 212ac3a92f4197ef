namespace RpcStack.Marshalling;

// One BeginList covers all elements that come in a row, packed or not; the field may come back after others, and the
// codec then appends. A scope keeps in Next the tag and in Position the state.
public ref partial struct ProtobufDecoder
{
    private const int AtFirst = 0;
    private const int AfterOne = 1;
    private const int InPacked = 2;

    /// <inheritdoc/>
    public Scope BeginList(ListShape shape)
    {
        _in.Enter();
        if (_isDefault) return new Scope { Position = InPacked, Outer = _in.End };
        Scope list = new() { Shape = shape, Next = (int)_tag, Outer = _in.End };
        if ((_tag & 7) == ProtobufWire.Length && shape.ElementWire != ProtobufWire.Length) OpenPacked(ref list);
        else list.Remaining = CountRun(_tag);
        if (list.Remaining > shape.Bound.Limit) _in.Check(shape.Bound, list.Remaining);
        return list;
    }

    /// <inheritdoc/>
    public bool NextElement(ref Scope list)
    {
        switch (list.Position)
        {
            case AtFirst:
                list.Position = AfterOne;
                return true;
            case InPacked when _in.Left > 0:
                return true;
            case InPacked:
                _in.End = list.Outer;
                break;
        }

        if (GoOn(ref list)) return true;
        _in.Leave();
        return false;
    }

    private bool GoOn(ref Scope list)
    {
        if (list.Shape is not ListShape shape) return false; // a missing value
        uint number = (uint)list.Next >> 3;
        uint own = number << 3 | (uint)shape.ElementWire;
        list.Position = AfterOne;
        if (ComesAgain(own)) return true;
        if (shape.ElementWire == ProtobufWire.Length) return false;
        while (ComesAgain(number << 3 | ProtobufWire.Length))
        {
            OpenPacked(ref list);
            if (_in.Left > 0) return true;
            _in.End = list.Outer;
            list.Position = AfterOne;
            if (ComesAgain(own)) return true;
        }

        return false;
    }

    private void OpenPacked(ref Scope list)
    {
        list.Outer = Open("packed elements");
        list.Position = InPacked;
        ReadOnlySpan<byte> packed = _in.Bytes[_in.At.._in.End];
        list.Remaining = ((ListShape)list.Shape!).ElementWire switch
        {
            ProtobufWire.Fixed32 => packed.Length / 4,
            ProtobufWire.Fixed64 => packed.Length / 8,
            _ => CountVarints(packed),
        };
    }

    private static int CountVarints(ReadOnlySpan<byte> packed)
    {
        int count = 0;
        foreach (byte octet in packed) count += (octet >> 7) ^ 1; // a varint's last octet has no high bit
        return count;
    }
}
