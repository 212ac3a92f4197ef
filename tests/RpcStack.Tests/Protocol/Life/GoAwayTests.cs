using RpcStack.Protocol.Internal.Frames;
using RpcStack.Tests.Calls;

namespace RpcStack.Tests.Protocol.Life;

/// <summary>GOAWAY counts requests: what it does not count was not started, and goes elsewhere.</summary>
public sealed class GoAwayTests
{
    [Fact]
    public async Task Calls_beyond_the_accepted_go_to_a_new_connection_and_the_others_end_on_the_old_one()
    {
        using var server = new RawServer();
        await using var client = new RpcClient(server.Endpoint);
        var stub = client.Get<ITester>();
        Task<int> first = stub.MeasureAsync([1]).AsTask();
        using RawPeer old = await server.AcceptAsync();
        (_, ulong firstId) = (await NextAsync(old), await NextAsync(old));
        Task<int> second = stub.MeasureAsync([2, 2]).AsTask();
        await NextAsync(old);

        // The resolution and the first call were taken.
        await old.SendAsync(RawPeer.Frame(new GoAway(2, RpcStatus.Unavailable, "elsewhere, please").Write));
        using RawPeer fresh = await server.AcceptAsync();
        (_, ulong secondId) = (await NextAsync(fresh), await NextAsync(fresh));
        await old.SendAsync(RawPeer.Frame(FrameType.Response, FrameFlags.None, (byte)firstId, 0x91, 11));
        await fresh.SendAsync(RawPeer.Frame(FrameType.Response, FrameFlags.None, (byte)secondId, 0x91, 22));

        Assert.Equal(11, await first);
        Assert.Equal(22, await second);
    }

    [Fact]
    public async Task A_call_that_was_counted_and_then_lost_is_not_made_again()
    {
        using var server = new RawServer();
        await using var client = new RpcClient(server.Endpoint);
        Task<int> call = client.Get<ITester>().MeasureAsync([1]).AsTask();
        using RawPeer peer = await server.AcceptAsync();
        (_, _) = (await NextAsync(peer), await NextAsync(peer));
        await peer.SendAsync(RawPeer.Frame(new GoAway(2, RpcStatus.Unavailable, "bye").Write));
        peer.Dispose();

        RpcException error = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        Assert.True(error.Started);
        Assert.Contains("bye", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_call_is_made_again_where_it_is_idempotent()
    {
        using var server = new RawServer();
        await using var client = new RpcClient(server.Endpoint);
        Task<string> call = client.Get<ITester>().EchoAsync("once more").AsTask();
        using (RawPeer peer = await server.AcceptAsync()) await NextAsync(peer);
        using RawPeer second = await server.AcceptAsync();
        (_, ulong id) = (await NextAsync(second), await NextAsync(second));
        byte[] answer = [(byte)id, 0x91, 0xA2, (byte)'o', (byte)'k'];
        await second.SendAsync(RawPeer.Frame(FrameType.Response, FrameFlags.None, answer));
        Assert.Equal("ok", await call);
    }

    [Fact]
    public async Task A_call_is_made_again_a_bounded_number_of_times_and_says_how_often()
    {
        using var server = new RawServer();
        await using var client = new RpcClient([server.Endpoint], new RpcClientOptions { MaxResends = 3 });
        Task<string> call = client.Get<ITester>().EchoAsync("in vain").AsTask();
        for (int i = 0; i < 4; i++)
        {
            using RawPeer peer = await server.AcceptAsync();
            (_, _) = (await NextAsync(peer), await NextAsync(peer));
        }

        RpcException error = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        Assert.Contains("sent 4 times", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_counts_requests_in_the_order_of_their_arrival()
    {
        await using TestPair pair = await TestPair.StartAsync();
        using RawPeer peer = await RawPeer.GreetAsync(pair.Endpoint);
        // Calls on a promise that nobody made: each is answered, and counted.
        for (byte i = 1; i <= 5; i++)
            await peer.SendAsync(RawPeer.Frame(FrameType.Request, FrameFlags.None, i, 3, 0, 0));
        for (int i = 0; i < 5; i++) Assert.Equal(FrameType.Fault, (await peer.ReceiveAsync()).Type);

        Task stopping = pair.Server.DisposeAsync().AsTask();
        (FrameType type, _, byte[] payload) = await peer.ReceiveAsync();
        Assert.Equal(FrameType.GoAway, type);
        Assert.Equal(5UL, GoAway.Read(payload).Accepted);
        peer.Dispose();
        await stopping;
    }

    /// <summary>The next REQUEST's call id.</summary>
    private static async Task<ulong> NextAsync(RawPeer peer)
    {
        (FrameType type, _, byte[] payload) = await peer.ReceiveAsync();
        Assert.Equal(FrameType.Request, type);
        return new PayloadReader(payload).ReadVarint();
    }
}
