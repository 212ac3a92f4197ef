namespace RpcStack.Marshalling;

public ref partial struct ProtobufDecoder
{
    /// <inheritdoc/>
    public DateTime ReadDateTime()
    {
        (long seconds, int nanoseconds) = ReadSeconds("a Timestamp");
        return UtcClock.TryJoin(seconds, nanoseconds, out DateTime value)
            ? value
            : throw Malformed("a Timestamp from year 1 to 9999 before this");
    }

    /// <inheritdoc/>
    public DateTimeOffset ReadDateTimeOffset()
    {
        int outer = Open("a time and its offset");
        DateTime time = DateTime.UnixEpoch;
        int minutes = 0;
        while (_in.Left > 0)
        {
            uint tag = ReadTag();
            if (tag == (1 << 3 | ProtobufWire.Length)) time = ReadDateTime();
            else if (tag == (2 << 3 | ProtobufWire.Varint)) minutes = ReadInt32();
            else Skip(tag);
        }

        _in.End = outer;
        return UtcClock.TryOffset(time.Ticks, minutes, out DateTimeOffset value)
            ? value
            : throw Malformed("a time and an offset within 14 hours before this");
    }

    /// <inheritdoc/>
    public DateOnly ReadDateOnly() => DateOnly.FromDayNumber(ReadWithin(0, DateOnly.MaxValue.DayNumber));

    /// <inheritdoc/>
    public TimeOnly ReadTimeOnly()
    {
        long ticks = ReadTimeSpan().Ticks;
        return ticks >= 0 && ticks <= TimeOnly.MaxValue.Ticks
            ? new TimeOnly(ticks)
            : throw Malformed("a Duration of less than a day before this");
    }

    /// <inheritdoc/>
    public TimeSpan ReadTimeSpan()
    {
        (long seconds, int nanoseconds) = ReadSeconds("a Duration");
        // duration.proto: the signs agree, and the nanoseconds are less than a second.
        bool agree = seconds == 0 || nanoseconds == 0 || seconds > 0 == nanoseconds > 0;
        Int128 ticks = (Int128)seconds * TimeSpan.TicksPerSecond + nanoseconds / TimeSpan.NanosecondsPerTick;
        bool fits = nanoseconds is >= -999_999_999 and <= 999_999_999 && ticks >= long.MinValue && ticks <= long.MaxValue;
        return agree && fits
            ? new TimeSpan((long)ticks)
            : throw Malformed("a Duration that 64 bits of 100 ns can hold before this");
    }

    private (long Seconds, int Nanoseconds) ReadSeconds(string expected)
    {
        int outer = Open(expected);
        long seconds = 0;
        int nanoseconds = 0;
        while (_in.Left > 0)
        {
            uint tag = ReadTag();
            if (tag == (1 << 3 | ProtobufWire.Varint)) seconds = ReadInt64();
            else if (tag == (2 << 3 | ProtobufWire.Varint)) nanoseconds = ReadInt32();
            else Skip(tag);
        }

        _in.End = outer;
        return (seconds, nanoseconds);
    }
}
