using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace RpcStack.Marshalling;

public ref partial struct ProtobufEncoder
{
    /// <inheritdoc/>
    public readonly void WriteBoolean(bool value) => WriteUInt64(value ? 1u : 0u);

    /// <inheritdoc/>
    public readonly void WriteSByte(sbyte value) => WriteInt64(value);

    /// <inheritdoc/>
    public readonly void WriteByte(byte value) => WriteUInt64(value);

    /// <inheritdoc/>
    public readonly void WriteInt16(short value) => WriteInt64(value);

    /// <inheritdoc/>
    public readonly void WriteUInt16(ushort value) => WriteUInt64(value);

    // A negative int32 is extended to 64 bits (encoding, "Signed Integers").

    /// <inheritdoc/>
    public readonly void WriteInt32(int value) => WriteInt64(value);

    /// <inheritdoc/>
    public readonly void WriteUInt32(uint value) => WriteUInt64(value);

    /// <inheritdoc/>
    public readonly void WriteInt64(long value) => WriteUInt64((ulong)value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void WriteUInt64(ulong value)
    {
        if (_presence != Presence.Packed)
        {
            if (value == 0 && IsLeftOut) return;
            WriteTag(ProtobufWire.Varint);
        }

        WriteVarint(value);
    }

    /// <inheritdoc/>
    public readonly void WriteChar(char value) => WriteUInt64(value);

    // Bits are compared, because only +0 is the default: -0 is written (proto3 guide, "Field Presence").

    /// <inheritdoc/>
    public readonly void WriteSingle(float value)
    {
        if (_presence != Presence.Packed)
        {
            if (BitConverter.SingleToUInt32Bits(value) == 0 && IsLeftOut) return;
            WriteTag(ProtobufWire.Fixed32);
        }

        BinaryPrimitives.WriteSingleLittleEndian(_writer.Append(4), value);
    }

    /// <inheritdoc/>
    public readonly void WriteDouble(double value)
    {
        if (_presence != Presence.Packed)
        {
            if (BitConverter.DoubleToUInt64Bits(value) == 0 && IsLeftOut) return;
            WriteTag(ProtobufWire.Fixed64);
        }

        BinaryPrimitives.WriteDoubleLittleEndian(_writer.Append(8), value);
    }
}
