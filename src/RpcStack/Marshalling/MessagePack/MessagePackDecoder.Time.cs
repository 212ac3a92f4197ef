using System.Buffers.Binary;

namespace RpcStack.Marshalling;

public ref partial struct MessagePackDecoder
{
    /// <inheritdoc/>
    public DateTime ReadDateTime()
    {
        int start = _in.At;
        (long seconds, long nanoseconds) = ReadTimestamp();
        return UtcClock.TryJoin(seconds, nanoseconds, out DateTime value)
            ? value
            : throw new MarshalException("Expected a timestamp from year 1 to 9999", start);
    }

    /// <inheritdoc/>
    public DateTimeOffset ReadDateTimeOffset()
    {
        int start = _in.At;
        int count = ReadCount(MessagePackCode.FixArray, MessagePackCode.Array16, MessagePackCode.Array32, 1,
            "a timestamp and its offset");
        if (count != 2) throw Malformed("a timestamp and its offset");
        DateTime clock = ReadDateTime();
        int minutes = ReadInt16();
        return UtcClock.TryOffset(clock.Ticks - minutes * TimeSpan.TicksPerMinute, minutes, out DateTimeOffset value)
            ? value
            : throw new MarshalException("Expected a timestamp and an offset within 14 hours", start);
    }

    /// <inheritdoc/>
    public DateOnly ReadDateOnly() =>
        DateOnly.FromDayNumber((int)ReadSigned(0, DateOnly.MaxValue.DayNumber));

    /// <inheritdoc/>
    public TimeOnly ReadTimeOnly() => new(ReadSigned(0, TimeOnly.MaxValue.Ticks));

    /// <inheritdoc/>
    public TimeSpan ReadTimeSpan() => new(ReadInt64());

    private (long Seconds, long Nanoseconds) ReadTimestamp()
    {
        ReadOnlySpan<byte> rest = _in.Bytes[_in.At..];
        switch (rest)
        {
            case [MessagePackCode.FixExt4, MessagePackCode.Timestamp, ..] when rest.Length >= 6:
                _in.At += 6;
                return (BinaryPrimitives.ReadUInt32BigEndian(rest[2..]), 0);
            case [MessagePackCode.FixExt8, MessagePackCode.Timestamp, ..] when rest.Length >= 10:
                _in.At += 10;
                ulong both = BinaryPrimitives.ReadUInt64BigEndian(rest[2..]);
                return ((long)(both & 0x3_ffff_ffff), (long)(both >> 34));
            case [MessagePackCode.Ext8, 12, MessagePackCode.Timestamp, ..] when rest.Length >= 15:
                _in.At += 15;
                return (BinaryPrimitives.ReadInt64BigEndian(rest[7..]), BinaryPrimitives.ReadUInt32BigEndian(rest[3..]));
            default:
                throw Malformed("a timestamp");
        }
    }
}
