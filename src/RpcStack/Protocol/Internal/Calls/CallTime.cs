namespace RpcStack.Protocol.Internal.Calls;

/// <summary>The clock of calls: milliseconds since some moment, the same for all connections with one time provider.</summary>
internal static class CallTime
{
    /// <summary>The longest that timers take, and more than anybody waits: 24 days.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    // A call asks for the time more than once, and the system's coarse clock costs a fifth of its precise one.
    public static long Now(TimeProvider time) => ReferenceEquals(time, TimeProvider.System)
        ? Environment.TickCount64
        : (long)time.GetElapsedTime(0, time.GetTimestamp()).TotalMilliseconds;

    /// <summary>The time a call has: what its options say, or the default, and never more than the call it serves has left.</summary>
    public static TimeSpan? Of(CallOptions options, TimeSpan fallback, CallContext? served)
    {
        TimeSpan deadline = options.Deadline ?? fallback;
        TimeSpan? left = served?.TimeLeft;
        if (deadline == Timeout.InfiniteTimeSpan) return left;
        if (deadline > Longest) deadline = Longest;
        return left < deadline ? left : deadline;
    }

    /// <summary>The moment after so much time; <see cref="long.MaxValue"/> where there is no limit.</summary>
    public static long After(long now, TimeSpan? time) =>
        time is { } limit ? now + (long)limit.TotalMilliseconds : long.MaxValue;

    /// <summary>The time until a deadline, as waits take it.</summary>
    public static TimeSpan Left(long deadline, long now) => deadline == long.MaxValue
        ? Timeout.InfiniteTimeSpan
        : TimeSpan.FromMilliseconds(Math.Max(0, deadline - now));
}
