namespace RpcStack.Marshalling;

// google.protobuf.Timestamp and Duration: message { int64 seconds = 1; int32 nanos = 2; }. Messages are always written.
public ref partial struct ProtobufEncoder
{
    /// <inheritdoc/>
    public readonly void WriteDateTime(DateTime value)
    {
        (long seconds, int nanoseconds) = UtcClock.Split(UtcClock.Ticks(value));
        WriteSeconds(seconds, nanoseconds);
    }

    /// <inheritdoc/>
    public readonly void WriteDateTimeOffset(DateTimeOffset value)
    {
        // message { google.protobuf.Timestamp time = 1; int32 offset_minutes = 2; }
        (long seconds, int nanoseconds) = UtcClock.Split(value.UtcTicks);
        WriteTag(ProtobufWire.Length);
        Span<byte> room = _writer.GetSpan(64);
        room[1] = 1 << 3 | ProtobufWire.Length;
        int time = PutSeconds(room[3..], seconds, nanoseconds);
        room[2] = (byte)time;
        int offset = PutNumber(room[(3 + time)..], 2, value.TotalOffsetMinutes);
        room[0] = (byte)(2 + time + offset);
        _writer.Advance(3 + time + offset);
    }

    /// <inheritdoc/>
    public readonly void WriteDateOnly(DateOnly value) => WriteInt32(value.DayNumber);

    /// <inheritdoc/>
    public readonly void WriteTimeOnly(TimeOnly value) => WriteTimeSpan(value.ToTimeSpan());

    /// <inheritdoc/>
    public readonly void WriteTimeSpan(TimeSpan value)
    {
        (long seconds, long rest) = Math.DivRem(value.Ticks, TimeSpan.TicksPerSecond);
        WriteSeconds(seconds, (int)rest * (int)TimeSpan.NanosecondsPerTick);
    }

    private readonly void WriteSeconds(long seconds, int nanoseconds)
    {
        WriteTag(ProtobufWire.Length);
        Span<byte> room = _writer.GetSpan(32);
        int length = PutSeconds(room[1..], seconds, nanoseconds);
        room[0] = (byte)length;
        _writer.Advance(1 + length);
    }

    private static int PutSeconds(Span<byte> room, long seconds, int nanoseconds)
    {
        int length = PutNumber(room, 1, seconds);
        return length + PutNumber(room[length..], 2, nanoseconds);
    }

    private static int PutNumber(Span<byte> room, int number, long value)
    {
        if (value == 0) return 0;
        room[0] = (byte)(number << 3 | ProtobufWire.Varint);
        return 1 + ProtobufWire.Put(room[1..], (ulong)value);
    }
}
