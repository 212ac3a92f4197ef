using System.Buffers.Binary;

namespace RpcStack.Marshalling;

public ref partial struct MessagePackEncoder
{
    /// <inheritdoc/>
    public readonly void WriteDateTime(DateTime value) => WriteTimestamp(UtcClock.Ticks(value));

    /// <inheritdoc/>
    public readonly void WriteDateTimeOffset(DateTimeOffset value)
    {
        WriteArrayHeader(2);
        WriteTimestamp(value.Ticks); // the clock's reading as if it were UTC: MessagePack-CSharp's form
        WriteInt16((short)value.TotalOffsetMinutes);
    }

    /// <inheritdoc/>
    public readonly void WriteDateOnly(DateOnly value) => WriteInt32(value.DayNumber);

    /// <inheritdoc/>
    public readonly void WriteTimeOnly(TimeOnly value) => WriteInt64(value.Ticks);

    /// <inheritdoc/>
    public readonly void WriteTimeSpan(TimeSpan value) => WriteInt64(value.Ticks);

    /// <summary>The smallest of the three forms (specification, "Timestamp extension type").</summary>
    private readonly void WriteTimestamp(long ticks)
    {
        (long seconds, int nanoseconds) = UtcClock.Split(ticks);
        if (seconds >> 34 != 0)
        {
            Span<byte> bytes = _writer.Append(15);
            bytes[0] = MessagePackCode.Ext8;
            bytes[1] = 12;
            bytes[2] = MessagePackCode.Timestamp;
            BinaryPrimitives.WriteInt32BigEndian(bytes[3..], nanoseconds);
            BinaryPrimitives.WriteInt64BigEndian(bytes[7..], seconds);
        }
        else if (nanoseconds != 0 || seconds > uint.MaxValue)
        {
            Span<byte> bytes = _writer.Append(10);
            bytes[0] = MessagePackCode.FixExt8;
            bytes[1] = MessagePackCode.Timestamp;
            BinaryPrimitives.WriteInt64BigEndian(bytes[2..], (long)nanoseconds << 34 | seconds);
        }
        else
        {
            Span<byte> bytes = _writer.Append(6);
            bytes[0] = MessagePackCode.FixExt4;
            bytes[1] = MessagePackCode.Timestamp;
            BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], (uint)seconds);
        }
    }
}
