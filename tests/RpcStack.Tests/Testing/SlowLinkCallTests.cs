using RpcStack.Protocol;
using RpcStack.Testing;
using RpcStack.Tests.Calls;
using RpcStack.Transports;

namespace RpcStack.Tests.Testing;

/// <summary>Calls over a link of 50 ms each way, to the tick.</summary>
public sealed class SlowLinkCallTests : IAsyncLifetime, IDisposable
{
    /// <summary>Larger than all that is not it: HELLO, the resolution, headers.</summary>
    private static readonly string Text = new('x', 1000);

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    private readonly ManualClock _clock = new();
    private readonly SimulatedLink _link;
    private TestPair _pair = null!;

    public SlowLinkCallTests() => _link = new(Transport.Tcp, new LinkProfile { Latency = Latency }, _clock);

    public async Task InitializeAsync()
    {
        var options = new RpcConnectionOptions { Time = _clock, Transport = new TransportOptions { Override = _link } };
        _pair = await TestPair.StartAsync(client: options);
    }

    public async Task DisposeAsync() => await _pair.DisposeAsync();

    public void Dispose() => _link.Dispose();

    [Fact]
    public async Task A_call_takes_one_round_trip_and_so_does_the_first_on_a_fresh_connection()
    {
        await AssertOneRoundTrip("fresh", Text);
        await AssertOneRoundTrip("open", Text);
    }

    [Fact]
    public async Task A_hundred_calls_at_a_time_take_one_round_trip_together()
    {
        Task<string>[] calls = [.. Enumerable.Range(0, 100).Select(_ => _pair.Stub.EchoAsync(Text).AsTask())];
        await Eventually.IsTrue(() => _link.BytesOutgoing > 100 * Text.Length);
        _clock.Advance(Latency);
        await Eventually.IsTrue(() => _link.BytesIncoming > 100 * Text.Length);
        _clock.Advance(Latency);
        await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(2 * Latency, _clock.Elapsed);
    }

    [Fact]
    public async Task On_a_half_open_link_deadlines_end_calls()
    {
        await AssertOneRoundTrip("open", Text);
        _link.FallSilent();
        ITester hurried = _pair.Stub.With(new CallOptions { Deadline = TimeSpan.FromSeconds(2) });
        Task<string>[] calls = [.. Enumerable.Range(0, 10).Select(_ => hurried.EchoAsync(Text).AsTask())];
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        await Task.Delay(50);
        Assert.All(calls, c => Assert.False(c.IsCompleted));

        _clock.Advance(TimeSpan.FromSeconds(0.2));
        foreach (Task<string> call in calls)
        {
            RpcException error = await Assert.ThrowsAsync<RpcException>(() => call.WaitAsync(TimeSpan.FromSeconds(5)));
            Assert.Equal(RpcStatus.DeadlineExceeded, error.Status);
        }
    }

    [Fact]
    public async Task A_cut_link_ends_calls_at_once_and_the_next_call_connects_anew()
    {
        await AssertOneRoundTrip("open", Text);
        // Not idempotent, so it is not made again.
        Task<int> lost = _pair.Stub.MeasureAsync(new byte[10]).AsTask();
        _link.Cut();
        RpcException error = await Assert.ThrowsAsync<RpcException>(() => lost.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        await Eventually.IsTrue(() => _pair.Client.Connection is null);
        await AssertOneRoundTrip("again", Text);
    }

    private async Task AssertOneRoundTrip(string what, string text)
    {
        TimeSpan begun = _clock.Elapsed;
        Task<string> call = _pair.Stub.EchoAsync(text).AsTask();
        await Eventually.IsTrue(() => _link.BytesOutgoing > text.Length, $"{what}: no request is on the way");
        _clock.Advance(Latency);
        // The server's HELLO may have come with this, and is not the answer.
        await Eventually.IsTrue(() => _link.BytesIncoming > text.Length, $"{what}: no answer is on the way");
        _clock.Advance(Latency - TimeSpan.FromTicks(1));
        await Task.Delay(20);
        Assert.False(call.IsCompleted, $"{what}: the answer came too early");
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(text, await call.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(2 * Latency, _clock.Elapsed - begun);
    }
}
