using System.Buffers.Binary;

namespace RpcStack.Marshalling;

public ref partial struct MessagePackDecoder
{
    /// <inheritdoc/>
    public bool ReadOptional()
    {
        if (_in.Peek("a value or nil") != MessagePackCode.Nil) return true;
        _in.At++;
        return false;
    }

    /// <inheritdoc/>
    public Scope BeginMessage(MessageShape shape)
    {
        int count = ReadCount(MessagePackCode.FixArray, MessagePackCode.Array16, MessagePackCode.Array32, 1,
            "the array of a message");
        _in.Enter();
        _in.ChargeMessage(shape);
        return new Scope { Shape = shape, Remaining = count };
    }

    /// <inheritdoc/>
    public bool NextField(ref Scope message, out int index)
    {
        var shape = (MessageShape)message.Shape!;
        while (message.Remaining > 0)
        {
            message.Remaining--;
            index = shape.IndexOf(message.Next++);
            if (index >= 0 && !IsGap(shape, index)) return true;
            Skip();
        }

        index = -1;
        _in.Leave();
        return false;
    }

    /// <inheritdoc/>
    public Scope BeginList(ListShape shape)
    {
        int count = ReadCount(MessagePackCode.FixArray, MessagePackCode.Array16, MessagePackCode.Array32, 1,
            "the array of a list");
        _in.Check(shape.Bound, count);
        _in.Enter();
        return new Scope { Remaining = count };
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
        int count = ReadCount(MessagePackCode.FixMap, MessagePackCode.Map16, MessagePackCode.Map32, 2, "a map");
        _in.Check(shape.Bound, count);
        _in.Enter();
        return new Scope { Remaining = count };
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
        int count = ReadCount(MessagePackCode.FixArray, MessagePackCode.Array16, MessagePackCode.Array32, 1,
            "the array of a union");
        if (count != 2) throw Malformed($"an array of 2 for the union {shape.Name}, not of {count},");
        _in.Enter();
        index = UnionLabel.Read(ref this, shape, out label);
        if (index < 0) throw UnionLabel.Unknown(shape, label, _in.At);
        return default;
    }

    /// <inheritdoc/>
    public void EndUnion(ref Scope union) => _in.Leave();

    /// <summary>A nil that stands for no value: a newer writer has dropped the field, or an older left a gap.</summary>
    private readonly bool IsGap(MessageShape shape, int index) =>
        _in.At < _in.Bytes.Length
        && _in.Bytes[_in.At] == MessagePackCode.Nil
        && shape.FieldAt(index).Shape is not OptionalShape;

    /// <summary>A count that the bytes that follow can bear out at <paramref name="minimum"/> or more an item.</summary>
    private int ReadCount(byte fix, byte code16, byte code32, int minimum, string expected)
    {
        byte code = _in.Peek(expected);
        uint count;
        int header;
        if ((code & 0xf0) == fix) (count, header) = (code & 0x0fu, 1);
        else if (code == code16 && _in.Left >= 3)
            (count, header) = (BinaryPrimitives.ReadUInt16BigEndian(_in.Bytes[(_in.At + 1)..]), 3);
        else if (code == code32 && _in.Left >= 5)
            (count, header) = (BinaryPrimitives.ReadUInt32BigEndian(_in.Bytes[(_in.At + 1)..]), 5);
        else throw Malformed(expected);
        if ((ulong)count * (uint)minimum > (uint)(_in.Left - header))
            throw Malformed($"{expected} of {count} where {_in.Left - header} bytes remain,");
        _in.At += header;
        return (int)count;
    }
}
