using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace RpcStack.Marshalling;

// "If an object can be represented in multiple possible output formats, serializers SHOULD use the format which
// represents the data in the smallest number of bytes" (specification, "Serialization").
public ref partial struct MessagePackEncoder
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void WriteBoolean(bool value) =>
        _writer.Write(value ? MessagePackCode.True : MessagePackCode.False);

    /// <inheritdoc/>
    public readonly void WriteSByte(sbyte value) => WriteInt64(value);

    /// <inheritdoc/>
    public readonly void WriteByte(byte value) => WriteUInt64(value);

    /// <inheritdoc/>
    public readonly void WriteInt16(short value) => WriteInt64(value);

    /// <inheritdoc/>
    public readonly void WriteUInt16(ushort value) => WriteUInt64(value);

    /// <inheritdoc/>
    public readonly void WriteInt32(int value) => WriteInt64(value);

    /// <inheritdoc/>
    public readonly void WriteUInt32(uint value) => WriteUInt64(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void WriteInt64(long value)
    {
        if (value is >= -32 and <= 127) _writer.Write((byte)value);
        else if (value > 0) WriteWide((ulong)value);
        else WriteNegative(value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void WriteUInt64(ulong value)
    {
        if (value <= 127) _writer.Write((byte)value);
        else WriteWide(value);
    }

    /// <inheritdoc/>
    public readonly void WriteChar(char value) => WriteUInt64(value);

    /// <inheritdoc/>
    public readonly void WriteSingle(float value)
    {
        Span<byte> bytes = _writer.Append(5);
        bytes[0] = MessagePackCode.Single;
        BinaryPrimitives.WriteSingleBigEndian(bytes[1..], value);
    }

    /// <inheritdoc/>
    public readonly void WriteDouble(double value)
    {
        Span<byte> bytes = _writer.Append(9);
        bytes[0] = MessagePackCode.Double;
        BinaryPrimitives.WriteDoubleBigEndian(bytes[1..], value);
    }

    private readonly void WriteNegative(long value)
    {
        if (value >= sbyte.MinValue)
        {
            Span<byte> bytes = _writer.Append(2);
            bytes[1] = (byte)value;
            bytes[0] = MessagePackCode.Int8;
        }
        else if (value >= short.MinValue)
        {
            Span<byte> bytes = _writer.Append(3);
            bytes[0] = MessagePackCode.Int16;
            BinaryPrimitives.WriteInt16BigEndian(bytes[1..], (short)value);
        }
        else if (value >= int.MinValue)
        {
            Span<byte> bytes = _writer.Append(5);
            bytes[0] = MessagePackCode.Int32;
            BinaryPrimitives.WriteInt32BigEndian(bytes[1..], (int)value);
        }
        else
        {
            Span<byte> bytes = _writer.Append(9);
            bytes[0] = MessagePackCode.Int64;
            BinaryPrimitives.WriteInt64BigEndian(bytes[1..], value);
        }
    }

    private readonly void WriteWide(ulong value)
    {
        if (value <= byte.MaxValue)
        {
            Span<byte> bytes = _writer.Append(2);
            bytes[1] = (byte)value;
            bytes[0] = MessagePackCode.UInt8;
        }
        else if (value <= ushort.MaxValue)
        {
            Span<byte> bytes = _writer.Append(3);
            bytes[0] = MessagePackCode.UInt16;
            BinaryPrimitives.WriteUInt16BigEndian(bytes[1..], (ushort)value);
        }
        else if (value <= uint.MaxValue)
        {
            Span<byte> bytes = _writer.Append(5);
            bytes[0] = MessagePackCode.UInt32;
            BinaryPrimitives.WriteUInt32BigEndian(bytes[1..], (uint)value);
        }
        else
        {
            Span<byte> bytes = _writer.Append(9);
            bytes[0] = MessagePackCode.UInt64;
            BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], value);
        }
    }
}
