using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace RpcStack.Marshalling;

// Any width is accepted where the value fits, because writers choose the smallest by value, not by type.
public ref partial struct MessagePackDecoder
{
    /// <inheritdoc/>
    public bool ReadBoolean()
    {
        byte code = _in.Peek("true or false");
        if (code is not (MessagePackCode.True or MessagePackCode.False)) throw Malformed("true or false");
        _in.At++;
        return code == MessagePackCode.True;
    }

    /// <inheritdoc/>
    public sbyte ReadSByte() => (sbyte)ReadSigned(sbyte.MinValue, sbyte.MaxValue);

    /// <inheritdoc/>
    public byte ReadByte() => (byte)ReadUnsigned(byte.MaxValue);

    /// <inheritdoc/>
    public short ReadInt16() => (short)ReadSigned(short.MinValue, short.MaxValue);

    /// <inheritdoc/>
    public ushort ReadUInt16() => (ushort)ReadUnsigned(ushort.MaxValue);

    /// <inheritdoc/>
    public int ReadInt32() => (int)ReadSigned(int.MinValue, int.MaxValue);

    /// <inheritdoc/>
    public uint ReadUInt32() => (uint)ReadUnsigned(uint.MaxValue);

    /// <inheritdoc/>
    public long ReadInt64() => ReadSigned(long.MinValue, long.MaxValue);

    /// <inheritdoc/>
    public ulong ReadUInt64() => ReadUnsigned(ulong.MaxValue);

    /// <inheritdoc/>
    public char ReadChar() => (char)ReadUnsigned(char.MaxValue);

    /// <inheritdoc/>
    public float ReadSingle() => _in.Peek("a floating-point number") == MessagePackCode.Single
        ? BinaryPrimitives.ReadSingleBigEndian(_in.Take(5, "a float32")[1..])
        : (float)ReadDouble();

    /// <inheritdoc/>
    public double ReadDouble()
    {
        // Python writes every float with 64 bits, JavaScript a whole number as an integer.
        switch (_in.Peek("a floating-point number"))
        {
            case MessagePackCode.Double:
                return BinaryPrimitives.ReadDoubleBigEndian(_in.Take(9, "a float64")[1..]);
            case MessagePackCode.Single:
                return BinaryPrimitives.ReadSingleBigEndian(_in.Take(5, "a float32")[1..]);
            case MessagePackCode.UInt64:
                return ReadUnsigned(ulong.MaxValue);
            default:
                return ReadSigned(long.MinValue, long.MaxValue);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long ReadSigned(long minimum, long maximum)
    {
        if (_in.At < _in.Bytes.Length && _in.Bytes[_in.At] <= MessagePackCode.MaxPositive) return _in.Bytes[_in.At++];
        int start = _in.At;
        long value = ReadWide(out bool isLarge);
        return !isLarge && value >= minimum && value <= maximum
            ? value
            : throw OutOfRange(start, minimum, (ulong)maximum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong ReadUnsigned(ulong maximum)
    {
        if (_in.At < _in.Bytes.Length && _in.Bytes[_in.At] <= MessagePackCode.MaxPositive) return _in.Bytes[_in.At++];
        int start = _in.At;
        long value = ReadWide(out bool isLarge);
        return (isLarge || value >= 0) && (ulong)value <= maximum ? (ulong)value : throw OutOfRange(start, 0, maximum);
    }

    /// <summary>An integer; <paramref name="isLarge"/> where it is the bits of one that a long cannot hold.</summary>
    private long ReadWide(out bool isLarge)
    {
        isLarge = false;
        byte code = _in.Peek("an integer");
        switch (code)
        {
            case <= MessagePackCode.MaxPositive or >= MessagePackCode.MinNegative:
                _in.At++;
                return (sbyte)code;
            case MessagePackCode.UInt8: return _in.Take(2, "a uint8")[1];
            case MessagePackCode.UInt16: return BinaryPrimitives.ReadUInt16BigEndian(_in.Take(3, "a uint16")[1..]);
            case MessagePackCode.UInt32: return BinaryPrimitives.ReadUInt32BigEndian(_in.Take(5, "a uint32")[1..]);
            case MessagePackCode.Int8: return (sbyte)_in.Take(2, "an int8")[1];
            case MessagePackCode.Int16: return BinaryPrimitives.ReadInt16BigEndian(_in.Take(3, "an int16")[1..]);
            case MessagePackCode.Int32: return BinaryPrimitives.ReadInt32BigEndian(_in.Take(5, "an int32")[1..]);
            case MessagePackCode.Int64: return BinaryPrimitives.ReadInt64BigEndian(_in.Take(9, "an int64")[1..]);
            case MessagePackCode.UInt64:
                long value = BinaryPrimitives.ReadInt64BigEndian(_in.Take(9, "a uint64")[1..]);
                isLarge = value < 0;
                return value;
            default: throw Malformed($"an integer, not the code 0x{code:x2},");
        }
    }

    private static MarshalException OutOfRange(int start, long minimum, ulong maximum) =>
        new($"Expected an integer from {minimum} to {maximum}", start);
}
