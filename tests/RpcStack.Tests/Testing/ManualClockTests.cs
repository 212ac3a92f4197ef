using RpcStack.Testing;

namespace RpcStack.Tests.Testing;

public sealed class ManualClockTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void It_moves_only_when_it_is_moved()
    {
        DateTimeOffset before = _clock.GetUtcNow();
        long timestamp = _clock.GetTimestamp();
        Thread.Sleep(20);
        Assert.Equal(before, _clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(before.AddHours(1), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromHours(1), _clock.GetElapsedTime(timestamp));
        Assert.Equal(TimeSpan.FromHours(1), _clock.Elapsed);
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void Timers_run_in_order_and_find_the_clock_at_their_time()
    {
        var ran = new List<string>();
        using ITimer second = Timer(3, Timeout.Infinite, "second");
        using ITimer first = Timer(2, Timeout.Infinite, "first");
        using ITimer again = Timer(2.5, 1, "again");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(ran);
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(["first 2", "again 2.5", "second 3", "again 3.5"], ran);
        again.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(4, ran.Count);

        ITimer Timer(double due, double period, string name) => _clock.CreateTimer(
            _ => ran.Add(FormattableString.Invariant($"{name} {_clock.Elapsed.TotalSeconds}")),
            null,
            TimeSpan.FromSeconds(due),
            period < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(period));
    }

    [Fact]
    public async Task What_awaits_it_goes_on_when_the_time_has_come()
    {
        Task delay = Task.Delay(TimeSpan.FromSeconds(5), _clock);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(6), _clock);
        Task timeout = new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromSeconds(7), _clock);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await delay;
        Assert.False(cancel.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(cancel.IsCancellationRequested);
        await Assert.ThrowsAsync<TimeoutException>(() => timeout);
    }

    [Fact]
    public async Task A_timer_of_no_time_runs_at_once()
    {
        var ran = new TaskCompletionSource();
        using ITimer timer = _clock.CreateTimer(_ => ran.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await ran.Task.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.True(timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        timer.Dispose();
        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }
}
