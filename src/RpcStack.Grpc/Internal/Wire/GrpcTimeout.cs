using System.Globalization;

namespace RpcStack.Grpc.Internal.Wire;

/// <summary>
/// <c>Timeout → "grpc-timeout" TimeoutValue TimeoutUnit</c>: at most eight digits, and a unit among <c>H M S m u n</c>.
/// </summary>
internal static class GrpcTimeout
{
    private const int MaxDigits = 8;
    private const int MaxValue = 99_999_999;

    /// <summary>The longest that timers take, and more than anybody waits: 24 days.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    public static string Format(TimeSpan time)
    {
        long milliseconds = (long)Math.Ceiling(Math.Max(0, time.TotalMilliseconds));
        return milliseconds <= MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds}m")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Min(milliseconds / 1000, MaxValue)}S");
    }

    /// <summary>The time that a header states, no longer than timers take; false where it is malformed.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan time)
    {
        time = default;
        if (text.Length is < 2 or > MaxDigits + 1) return false;
        if (!long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out long value)) return false;
        long ticks = text[^1] switch
        {
            'H' => TimeSpan.TicksPerHour,
            'M' => TimeSpan.TicksPerMinute,
            'S' => TimeSpan.TicksPerSecond,
            'm' => TimeSpan.TicksPerMillisecond,
            'u' => TimeSpan.TicksPerMicrosecond,
            'n' => 0,
            _ => -1,
        };
        if (ticks < 0) return false;
        time = ticks == 0 ? TimeSpan.FromTicks(value / TimeSpan.NanosecondsPerTick) : TimeSpan.FromTicks(value * ticks);
        if (time > Longest) time = Longest;
        return true;
    }
}
