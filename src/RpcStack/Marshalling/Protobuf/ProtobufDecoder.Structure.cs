namespace RpcStack.Marshalling;

// A scope keeps in Outer the end of the bytes around it.
public ref partial struct ProtobufDecoder
{
    /// <inheritdoc/>
    public readonly bool ReadOptional() => !_isDefault;

    /// <inheritdoc/>
    public Scope BeginMessage(MessageShape shape)
    {
        int outer = _tag == 0 ? _in.End : Open("a message");
        _in.Enter();
        _in.ChargeMessage(shape);
        return new Scope { Shape = shape, Outer = outer };
    }

    /// <inheritdoc/>
    public bool NextField(ref Scope message, out int index)
    {
        var shape = (MessageShape)message.Shape!;
        while (_in.Left > 0)
        {
            _tag = ReadTag();
            index = shape.IndexOf((int)(_tag >> 3) - 1);
            if (index >= 0 && shape.FieldAt(index).AcceptsWire((int)_tag & 7)) return true;
            Skip(_tag);
        }

        index = -1;
        _in.End = message.Outer;
        _in.Leave();
        return false;
    }

    /// <summary>Whether <paramref name="tag"/> comes again at once; if so, steps over it.</summary>
    private bool ComesAgain(uint tag)
    {
        if (_in.Left == 0) return false;
        int start = _in.At;
        if (ReadTag() == tag) return true;
        _in.At = start;
        return false;
    }

    /// <summary>How often the field comes in a row, this time included; for capacity.</summary>
    private int CountRun(uint tag)
    {
        int start = _in.At;
        int count = 0;
        do
        {
            Skip(tag);
            count++;
        }
        while (ComesAgain(tag));
        _in.At = start;
        return count;
    }
}
