using RpcStack.Testing;
using RpcStack.Testing.Internal;
using RpcStack.Tests.Calls;
using RpcStack.Transports;

namespace RpcStack.Tests.Testing;

/// <summary>Bytes through a link, under a clock that stands still unless it is moved here.</summary>
public sealed class SimulatedLinkTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private readonly List<TransportConnection> _open = [];
    private TransportListener _listener = null!;

    public async Task InitializeAsync() =>
        _listener = await Transport.Memory.ListenAsync(RpcEndpoint.Parse(TestPair.UniqueMemory()), default);

    public async Task DisposeAsync()
    {
        foreach (TransportConnection connection in _open) await connection.DisposeAsync();
        await _listener.DisposeAsync();
    }

    [Fact]
    public async Task Bytes_arrive_when_their_latency_is_over_and_not_before()
    {
        using SimulatedLink link = LinkOf(new LinkProfile { Latency = Milliseconds(50) });
        (TransportConnection near, TransportConnection far) = await ConnectAsync(link);
        await near.SendAsync(new byte[3], default);
        await far.SendAsync(new byte[4], default);
        await Eventually.IsTrue(() => link.BytesIncoming == 4);
        ValueTask<int> there = far.ReceiveAsync(new byte[10], default);
        ValueTask<int> here = near.ReceiveAsync(new byte[10], default);

        _clock.Advance(Milliseconds(50) - TimeSpan.FromTicks(1));
        await Task.Delay(30);
        Assert.False(there.IsCompleted || here.IsCompleted);
        Assert.Equal(3, link.BytesOutgoing);

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(3, await there);
        Assert.Equal(4, await here);
        Assert.Equal(0, link.BytesOutgoing + link.BytesIncoming);
    }

    [Fact]
    public async Task A_narrow_link_takes_its_time_for_every_octet()
    {
        using SimulatedLink link = LinkOf(new LinkProfile { Bandwidth = 16 << 10 });
        (TransportConnection near, TransportConnection far) = await ConnectAsync(link);
        await near.SendAsync(new byte[32 << 10], default);
        byte[] buffer = new byte[64 << 10];

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(16 << 10, await far.ReceiveAsync(buffer, default));
        ValueTask<int> rest = far.ReceiveAsync(buffer, default);
        _clock.Advance(Milliseconds(999));
        await Task.Delay(30);
        Assert.False(rest.IsCompleted);
        _clock.Advance(Milliseconds(1));
        Assert.Equal(16 << 10, await rest);
    }

    [Fact]
    public async Task Jitter_is_bounded_keeps_the_order_and_can_be_repeated()
    {
        var profile = new LinkProfile { Latency = Milliseconds(10), Jitter = Milliseconds(20), Seed = 7 };
        List<int> first = await ArrivalsAsync(profile);
        Assert.Equal(first, await ArrivalsAsync(profile));
        Assert.NotEqual(first, await ArrivalsAsync(profile with { Seed = 8 }));
        Assert.All(first, a => Assert.InRange(a, 10, 30));
        Assert.True(first.Distinct().Count() > 1);
    }

    [Fact]
    public async Task A_sender_waits_when_the_window_is_full()
    {
        using SimulatedLink link = LinkOf(new LinkProfile { Latency = Milliseconds(1), Window = 1000 });
        (TransportConnection near, TransportConnection far) = await ConnectAsync(link);
        Task sending = near.SendAsync(new byte[1500], default).AsTask();
        await Task.Delay(30);
        Assert.False(sending.IsCompleted);
        Assert.Equal(1000, link.BytesOutgoing);
        _clock.Advance(Milliseconds(1));
        await sending.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(1000, await far.ReceiveAsync(new byte[2000], default));
    }

    [Fact]
    public async Task Cutting_it_resets_both_sides_and_lets_new_connections_through()
    {
        using SimulatedLink link = LinkOf();
        (TransportConnection near, TransportConnection far) = await ConnectAsync(link);
        ValueTask<int> here = near.ReceiveAsync(new byte[1], default);
        ValueTask<int> there = far.ReceiveAsync(new byte[1], default);
        link.Cut();
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await here);
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        Assert.Contains("was reset", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RpcException>(async () => await there);
        Assert.Equal(0, link.Connections);
        await ExchangeAsync(await ConnectAsync(link));
    }

    [Fact]
    public async Task A_silent_link_loses_everything_and_tells_nobody()
    {
        using SimulatedLink link = LinkOf(new LinkProfile { Latency = Milliseconds(1) });
        (TransportConnection near, TransportConnection far) = await ConnectAsync(link);
        await near.SendAsync(new byte[5], default);
        link.FallSilent();
        ValueTask<int> here = near.ReceiveAsync(new byte[1], default);
        ValueTask<int> there = far.ReceiveAsync(new byte[1], default);
        await near.SendAsync(new byte[2 << 20], default);
        await far.SendAsync(new byte[1 << 20], default);
        far.FinishSending();
        _clock.Advance(TimeSpan.FromHours(1));
        await Task.Delay(50);
        Assert.False(here.IsCompleted || there.IsCompleted);

        // Not even the end of one side is heard at the other.
        near.Abort();
        await Assert.ThrowsAsync<RpcException>(async () => await here);
        await Task.Delay(30);
        Assert.False(there.IsCompleted);
        link.Dispose();
        await Assert.ThrowsAsync<RpcException>(async () => await there);
    }

    [Fact]
    public async Task Who_connects_through_a_silent_link_waits_until_it_heals()
    {
        using SimulatedLink link = LinkOf();
        link.FallSilent();
        using var impatient = new CancellationTokenSource(30);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await link.ConnectAsync(_listener.Endpoint, impatient.Token));
        Task<(TransportConnection, TransportConnection)> connecting = ConnectAsync(link);
        await Task.Delay(30);
        Assert.False(connecting.IsCompleted);
        link.Heal();
        await ExchangeAsync(await connecting);
    }

    [Fact]
    public async Task What_is_not_read_makes_the_peer_wait_and_arrives_later()
    {
        using SimulatedLink link = LinkOf();
        (TransportConnection near, TransportConnection far) = await ConnectAsync(link);
        link.StopReading();
        Task sending = far.SendAsync(new byte[1 << 20], default).AsTask();
        ValueTask<int> receiving = near.ReceiveAsync(new byte[10], default);
        await Task.Delay(50);
        Assert.False(sending.IsCompleted || receiving.IsCompleted);
        link.ResumeReading();
        Assert.Equal(10, await receiving);
        await sending.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Connecting_takes_the_time_it_is_given()
    {
        using SimulatedLink link = LinkOf(new LinkProfile { ConnectTime = Milliseconds(100) });
        Task<(TransportConnection, TransportConnection)> connecting = ConnectAsync(link);
        _clock.Advance(Milliseconds(99));
        await Task.Delay(20);
        Assert.False(connecting.IsCompleted);
        _clock.Advance(Milliseconds(1));
        await connecting;
    }

    private static TimeSpan Milliseconds(double count) => TimeSpan.FromMilliseconds(count);

    private SimulatedLink LinkOf(LinkProfile? profile = null) => new(Transport.Memory, profile, _clock);

    private async Task<(TransportConnection Near, TransportConnection Far)> ConnectAsync(SimulatedLink link)
    {
        TransportConnection near = await link.ConnectAsync(_listener.Endpoint, default);
        TransportConnection far = (await _listener.AcceptAsync(default))!;
        _open.AddRange([near, far]);
        return (near, far);
    }

    /// <summary>When each of 20 octets arrives, in milliseconds.</summary>
    private static async Task<List<int>> ArrivalsAsync(LinkProfile profile)
    {
        var clock = new ManualClock();
        using var line = new DelayLine(() => profile, clock, profile.Seed);
        byte[] buffer = new byte[1];
        for (byte i = 0; i < 20; i++) await line.PushAsync(new[] { i }, default);
        var arrivals = new List<int>();
        for (int now = 0; arrivals.Count < 20; now++, clock.Advance(Milliseconds(1)))
        {
            while (await HasArrivedAsync())
            {
                Assert.Equal(arrivals.Count, buffer[0]);
                arrivals.Add(now);
            }
        }

        return arrivals;

        async Task<bool> HasArrivedAsync()
        {
            try
            {
                // A token that is cancelled already: what is there is taken, and nothing is waited for.
                return await line.PullAsync(buffer, new CancellationToken(canceled: true)) > 0;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    private static async Task ExchangeAsync((TransportConnection Near, TransportConnection Far) pair)
    {
        await pair.Near.SendAsync("there"u8.ToArray(), default);
        Assert.Equal(5, await pair.Far.ReceiveAsync(new byte[10], default));
        await pair.Far.SendAsync("back"u8.ToArray(), default);
        Assert.Equal(4, await pair.Near.ReceiveAsync(new byte[10], default));
    }
}
