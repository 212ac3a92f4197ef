using RpcStack.Testing.Internal;

namespace RpcStack.Testing;

/// <summary>A clock that stands still until a test moves it. It begins at midnight of 1 January 2000, UTC.</summary>
/// <remarks>
/// Timers run, one after another and in the order of their times, within <see cref="Advance"/>, and find the clock at the time
/// that they were set for.
/// </remarks>
/// <example><code>
/// var clock = new ManualClock();
/// Task waiting = Task.Delay(TimeSpan.FromHours(1), clock);
/// clock.Advance(TimeSpan.FromHours(1));
/// await waiting;
/// </code></example>
public sealed class ManualClock : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private long _elapsed;

    /// <summary>How far the clock has been moved.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(Interlocked.Read(ref _elapsed));

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Always UTC.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _elapsed);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Start + Elapsed;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, and runs the timers that come due on the way. One thread at a time moves it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Time does not go back.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        long end = GetTimestamp() + time.Ticks;
        while (TakeDue(end) is { } timer) timer.Run();
        Interlocked.Exchange(ref _elapsed, end);
    }

    /// <summary>Sets when a timer comes due and how often, in ticks; null for never, and 0 for once.</summary>
    internal void Set(ManualTimer timer, long? due, long period)
    {
        bool isDue;
        lock (_gate)
        {
            _timers.Remove(timer);
            timer.Due = GetTimestamp() + (due ?? 0);
            timer.Period = period;
            isDue = due == 0;
            if (due is not null && (!isDue || period > 0)) _timers.Add(timer);
            if (isDue) timer.Due += period;
        }

        // As with the system's clock: at once, but not within the call.
        if (isDue) ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Run(), timer, preferLocal: false);
    }

    private ManualTimer? TakeDue(long end)
    {
        lock (_gate)
        {
            ManualTimer? first = _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
            if (first is null) return null;
            Interlocked.Exchange(ref _elapsed, Math.Max(_elapsed, first.Due));
            if (first.Period > 0) first.Due += first.Period;
            else _timers.Remove(first);
            return first;
        }
    }
}
