namespace RpcStack.Testing.Internal;

/// <summary>A timer of <see cref="ManualClock"/>, which keeps its times.</summary>
internal sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
{
    private volatile bool _isDisposed;

    /// <summary>When it comes due, in the clock's ticks.</summary>
    public long Due { get; set; }

    /// <summary>How often it comes due again, in ticks; 0 for once.</summary>
    public long Period { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_isDisposed) return false;
        clock.Set(
            this,
            dueTime == Timeout.InfiniteTimeSpan ? null : dueTime.Ticks,
            period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks);
        return true;
    }

    public void Run()
    {
        if (!_isDisposed) callback(state);
    }

    public void Dispose()
    {
        _isDisposed = true;
        clock.Set(this, due: null, period: 0);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
