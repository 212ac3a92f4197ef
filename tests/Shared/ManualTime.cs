namespace RpcStack.Tests;

/// <summary>A clock that a test drives. Its timers run on the thread that advances it.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private long _now = TimeSpan.TicksPerDay;

    /// <summary>Whether anything waits for the clock to advance.</summary>
    public bool HasTimer
    {
        get
        {
            lock (_gate) return _timers.Count > 0;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        List<Timer> due;
        lock (_gate)
        {
            long now = Interlocked.Add(ref _now, time.Ticks);
            due = _timers.FindAll(t => t.DueAt <= now);
            _timers.RemoveAll(due.Contains);
        }

        foreach (Timer timer in due) timer.Run();
    }

    private sealed class Timer(ManualTime time, Action run) : ITimer
    {
        public long DueAt { get; private set; }

        public void Run() => run();

        // Periods are not used by what is tested.
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                if (dueTime < TimeSpan.Zero) return true;
                DueAt = time.GetTimestamp() + dueTime.Ticks;
                time._timers.Add(this);
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._gate) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
