using System.Buffers.Binary;

namespace RpcStack.Marshalling;

// A field comes only with its own wire type (NextField), so a value needs no second look at it.
public ref partial struct ProtobufDecoder
{
    /// <inheritdoc/>
    public bool ReadBoolean() => ReadVarint() != 0;

    /// <inheritdoc/>
    public sbyte ReadSByte() => (sbyte)ReadWithin(sbyte.MinValue, sbyte.MaxValue);

    /// <inheritdoc/>
    public byte ReadByte() => (byte)ReadWithin(0, byte.MaxValue);

    /// <inheritdoc/>
    public short ReadInt16() => (short)ReadWithin(short.MinValue, short.MaxValue);

    /// <inheritdoc/>
    public ushort ReadUInt16() => (ushort)ReadWithin(0, ushort.MaxValue);

    // "If a number is parsed from the wire which doesn't fit in the corresponding type, you will get the same effect as
    // if you had cast the number to that type" (proto3 guide, "Updating A Message Type").

    /// <inheritdoc/>
    public int ReadInt32() => (int)ReadVarint();

    /// <inheritdoc/>
    public uint ReadUInt32() => (uint)ReadVarint();

    /// <inheritdoc/>
    public long ReadInt64() => (long)ReadVarint();

    /// <inheritdoc/>
    public ulong ReadUInt64() => ReadVarint();

    /// <inheritdoc/>
    public char ReadChar() => (char)ReadWithin(0, char.MaxValue);

    /// <inheritdoc/>
    public float ReadSingle() =>
        _isDefault ? 0 : BinaryPrimitives.ReadSingleLittleEndian(_in.Take(4, "a float"));

    /// <inheritdoc/>
    public double ReadDouble() =>
        _isDefault ? 0 : BinaryPrimitives.ReadDoubleLittleEndian(_in.Take(8, "a double"));

    /// <inheritdoc/>
    public string ReadString(Bound bound = default)
    {
        int length = ReadLength("text");
        return _in.ReadText(length, bound);
    }

    /// <inheritdoc/>
    public byte[] ReadBytes(Bound bound = default)
    {
        int length = ReadLength("octets");
        return _in.ReadOctets(length, bound);
    }

    // Where protobuf leaves a string out, it is empty, which stands for the default here too.

    /// <inheritdoc/>
    public decimal ReadDecimal()
    {
        int length = ReadLength("a decimal number");
        return length == 0 ? 0 : _in.ReadDecimalText(length);
    }

    /// <inheritdoc/>
    public Guid ReadGuid()
    {
        int length = ReadLength("a GUID");
        return length == 0 ? Guid.Empty : _in.ReadGuidText(length);
    }

    private int ReadWithin(int minimum, int maximum)
    {
        int value = (int)ReadVarint();
        return value >= minimum && value <= maximum
            ? value
            : throw Malformed($"an integer from {minimum} to {maximum} before this, not {value},");
    }
}
