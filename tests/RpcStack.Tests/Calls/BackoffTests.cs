using RpcStack.Calls.Internal;

namespace RpcStack.Tests.Calls;

public sealed class BackoffTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Waits_grow_to_a_limit_and_jitter_moves_them_both_ways()
    {
        var options = new RpcBackoff { Max = TimeSpan.FromSeconds(1) };
        double[] waits = [.. Enumerable.Range(1, 7).Select(n => options.After(n, 0.5).TotalMilliseconds)];
        Assert.Equal([50, 100, 200, 400, 800, 1000, 1000], waits);
        Assert.Equal(40, options.After(1, 0).TotalMilliseconds, 3);
        Assert.Equal(60, options.After(1, 1).TotalMilliseconds, 3);
    }

    [Fact]
    public void The_first_attempt_is_immediate_and_a_success_makes_the_next_one_immediate_again()
    {
        var backoff = new Backoff(new RpcBackoff { Jitter = 0 }, _time);
        Assert.Equal(TimeSpan.Zero, backoff.Pause);
        backoff.Failed(_time.GetTimestamp());
        Assert.Equal(50, backoff.Pause.TotalMilliseconds);
        _time.Advance(TimeSpan.FromMilliseconds(30));
        Assert.Equal(20, backoff.Pause.TotalMilliseconds);
        backoff.Reset();
        Assert.Equal(TimeSpan.Zero, backoff.Pause);
    }

    [Fact]
    public void Attempts_that_fail_together_count_as_one()
    {
        var backoff = new Backoff(new RpcBackoff { Jitter = 0 }, _time);
        long begun = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        for (int i = 0; i < 4; i++) backoff.Failed(begun);
        Assert.Equal(50, backoff.Pause.TotalMilliseconds);
    }
}
