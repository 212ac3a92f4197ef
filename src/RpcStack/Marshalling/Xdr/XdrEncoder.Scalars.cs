using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace RpcStack.Marshalling;

public ref partial struct XdrEncoder
{
    // RFC 4506 §4.4: a boolean is an enumeration, FALSE = 0, TRUE = 1.

    /// <inheritdoc/>
    public readonly void WriteBoolean(bool value) => WriteInt32(value ? 1 : 0);

    // §4.1, §4.2: there is no integer of fewer than 32 bits.

    /// <inheritdoc/>
    public readonly void WriteSByte(sbyte value) => WriteInt32(value);

    /// <inheritdoc/>
    public readonly void WriteByte(byte value) => WriteInt32(value);

    /// <inheritdoc/>
    public readonly void WriteInt16(short value) => WriteInt32(value);

    /// <inheritdoc/>
    public readonly void WriteUInt16(ushort value) => WriteInt32(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void WriteInt32(int value) => BinaryPrimitives.WriteInt32BigEndian(_writer.Append(4), value);

    /// <inheritdoc/>
    public readonly void WriteUInt32(uint value) => WriteInt32((int)value);

    // §4.5: hyper.

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void WriteInt64(long value) => BinaryPrimitives.WriteInt64BigEndian(_writer.Append(8), value);

    /// <inheritdoc/>
    public readonly void WriteUInt64(ulong value) => WriteInt64((long)value);

    /// <inheritdoc/>
    public readonly void WriteSingle(float value) => BinaryPrimitives.WriteSingleBigEndian(_writer.Append(4), value);

    /// <inheritdoc/>
    public readonly void WriteDouble(double value) => BinaryPrimitives.WriteDoubleBigEndian(_writer.Append(8), value);

    /// <inheritdoc/>
    public readonly void WriteChar(char value) => WriteInt32(value);

    /// <inheritdoc/>
    public readonly void WriteDateTime(DateTime value) => WriteInt64(UtcClock.Ticks(value));

    /// <inheritdoc/>
    public readonly void WriteDateTimeOffset(DateTimeOffset value)
    {
        WriteInt64(value.UtcTicks);
        WriteInt32(value.TotalOffsetMinutes);
    }

    /// <inheritdoc/>
    public readonly void WriteDateOnly(DateOnly value) => WriteInt32(value.DayNumber);

    /// <inheritdoc/>
    public readonly void WriteTimeOnly(TimeOnly value) => WriteInt64(value.Ticks);

    /// <inheritdoc/>
    public readonly void WriteTimeSpan(TimeSpan value) => WriteInt64(value.Ticks);
}
