namespace RpcStack.Marshalling;

/// <summary>Instants as seconds since 1970 and nanoseconds, as MessagePack and protobuf count.</summary>
internal static class UtcClock
{
    private const long NanosecondsPerTick = TimeSpan.NanosecondsPerTick;
    private const long MinSeconds = -62_135_596_800; // 0001-01-01T00:00:00Z
    private const long MaxSeconds = 253_402_300_799; // 9999-12-31T23:59:59Z

    /// <summary>Ticks in UTC: a local time is converted, an unspecified one is taken for UTC.</summary>
    public static long Ticks(DateTime value) =>
        value.Kind == DateTimeKind.Local ? value.ToUniversalTime().Ticks : value.Ticks;

    public static (long Seconds, int Nanoseconds) Split(long ticks)
    {
        (long seconds, long rest) = Math.DivRem(ticks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerSecond);
        if (rest < 0) (seconds, rest) = (seconds - 1, rest + TimeSpan.TicksPerSecond);
        return (seconds, (int)(rest * NanosecondsPerTick));
    }

    /// <summary>The instant, cut to 100 ns; false where .NET has none.</summary>
    public static bool TryJoin(long seconds, long nanoseconds, out DateTime value)
    {
        value = default;
        if (seconds is < MinSeconds or > MaxSeconds || nanoseconds is < 0 or > 999_999_999) return false;
        long ticks = (seconds - MinSeconds) * TimeSpan.TicksPerSecond + nanoseconds / NanosecondsPerTick;
        value = new DateTime(ticks, DateTimeKind.Utc);
        return true;
    }

    /// <summary>An instant and its offset; false where .NET has none.</summary>
    public static bool TryOffset(long utcTicks, int minutes, out DateTimeOffset value)
    {
        value = default;
        if (minutes is < -14 * 60 or > 14 * 60) return false;
        long clock = utcTicks + minutes * TimeSpan.TicksPerMinute;
        if (utcTicks < 0 || utcTicks > DateTime.MaxValue.Ticks || clock < 0 || clock > DateTime.MaxValue.Ticks)
            return false;
        value = new DateTimeOffset(clock, new TimeSpan(minutes * TimeSpan.TicksPerMinute));
        return true;
    }
}
