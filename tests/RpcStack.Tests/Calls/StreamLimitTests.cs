using RpcStack.Protocol;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Streams;
using RpcStack.Tests.Protocol;
using RpcStack.Transports;

namespace RpcStack.Tests.Calls;

/// <summary>What streams may cost, and who pays for exceeding it.</summary>
public sealed class StreamLimitTests
{
    [Fact]
    public async Task Calls_with_items_beyond_the_limit_are_refused_and_the_others_go_on()
    {
        var limits = new RpcLimits { MaxStreams = 2 };
        await using RpcServer server = Serve(out Streamer streamer, limits);
        await using var client = new RpcClient(await server.ListenAsync(TestPair.UniqueMemory()));
        IStreamer stub = client.Get<IStreamer>();
        Task<long>[] running = [stub.SwallowAsync(BlobsAsync(3)).AsTask(), stub.SwallowAsync(BlobsAsync(3)).AsTask()];
        await Eventually.IsTrue(() => Volatile.Read(ref streamer.Swallowing) == running.Length);

        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await stub.SwallowAsync(BlobsAsync(1)));
        Assert.Equal(RpcStatus.ResourceExhausted, error.Status);
        Assert.False(error.Started);
        Assert.Contains("3 calls with items exceed RpcLimits.MaxStreams (2)", error.Message, StringComparison.Ordinal);

        streamer.Hunger.SetResult();
        Assert.All(await Task.WhenAll(running), sum => Assert.Equal(3000, sum));
        Assert.Equal(1000, await stub.SwallowAsync(BlobsAsync(1)));
    }

    [Fact]
    public async Task A_peer_that_sends_beyond_its_credit_is_told_so_and_disconnected()
    {
        await using RpcServer server = Serve(out _, RpcLimits.Default);
        RpcEndpoint endpoint = await server.ListenAsync("rpc+tcp://127.0.0.1:0");
        using RawPeer peer = await RawPeer.GreetAsync(endpoint);
        await peer.SendAsync(Resolution(), Swallow());
        byte[] item = RawPeer.Frame(FrameType.Item, (FrameFlags)StreamFlags.OfCaller, [2, .. new byte[64 << 10]]);
        for (int sent = 0; sent <= RpcLimits.Default.StreamWindow + item.Length; sent += item.Length) await peer.SendAsync(item);

        while (await peer.ReceiveAsync() is var frame)
        {
            if (frame.Type is not FrameType.GoAway) continue;
            Assert.Contains("beyond its credit", GoAway.Read(frame.Payload).Reason, StringComparison.Ordinal);
            return;
        }
    }

    [Fact]
    public async Task Frames_of_streams_that_are_over_or_never_were_are_ignored()
    {
        await using RpcServer server = Serve(out _, RpcLimits.Default);
        using RawPeer peer = await RawPeer.GreetAsync(await server.ListenAsync("rpc+tcp://127.0.0.1:0"));
        foreach (FrameType type in new[] { FrameType.Item, FrameType.End, FrameType.Credit })
        {
            await peer.SendAsync(RawPeer.Frame(type, (FrameFlags)StreamFlags.OfCaller, 77, 1));
            await peer.SendAsync(RawPeer.Frame(type, FrameFlags.None, 77, 1));
        }

        await peer.SendAsync(RawPeer.Frame(FrameType.Ping, 0, 1, 2, 3, 4, 5, 6, 7, 8));
        Assert.Equal(FrameType.Pong, (await peer.ReceiveAsync()).Type);
    }

    [Fact]
    public async Task A_stream_without_an_id_to_answer_is_not_served_and_the_connection_goes_on()
    {
        await using RpcServer server = Serve(out Streamer streamer, RpcLimits.Default);
        using RawPeer peer = await RawPeer.GreetAsync(await server.ListenAsync("rpc+tcp://127.0.0.1:0"));
        await peer.SendAsync(
            Resolution(),
            RawPeer.Frame(FrameType.Request, 0, [0, 3, 0, (byte)StreamerOperations.Count.Ordinal, 0x92, 0, 9]),
            RawPeer.Frame(FrameType.Ping, 0, 1, 2, 3, 4, 5, 6, 7, 8));
        Assert.Equal(FrameType.Response, (await peer.ReceiveAsync()).Type);
        Assert.Equal(FrameType.Pong, (await peer.ReceiveAsync()).Type);
        Assert.Equal(0, streamer.Produced);
    }

    [Fact]
    public async Task The_window_of_a_reader_that_keeps_up_grows_fourfold_and_no_further()
    {
        await using RpcServer server = Serve(out Streamer streamer, RpcLimits.Default);
        streamer.Hunger.SetResult();
        using RawPeer peer = await RawPeer.GreetAsync(await server.ListenAsync("rpc+tcp://127.0.0.1:0"));
        await peer.SendAsync(Resolution(), Swallow());
        long window = RpcLimits.Default.StreamWindow, credit = window, largest = 0;
        // In MessagePack, an array of one: 65,536 octets.
        byte[] item = RawPeer.Frame(
            FrameType.Item, (FrameFlags)StreamFlags.OfCaller, [2, 0x91, 0xC6, 0, 1, 0, 0, .. new byte[64 << 10]]);
        for (int sent = 0; sent < 200; sent++)
        {
            await peer.SendAsync(item);
            credit -= StreamItem.CostOf(item.Length);
            while (credit < window / 4 || peer.HasReceived)
            {
                (FrameType type, _, byte[] payload) = await peer.ReceiveAsync();
                if (type is FrameType.Credit) credit += ReadCredit(payload);
            }

            largest = Math.Max(largest, credit);
        }

        Assert.InRange(largest, 2 * window, 4 * window);
    }

    private static long ReadCredit(byte[] payload)
    {
        var reader = new PayloadReader(payload);
        Assert.Equal(2UL, reader.ReadVarint());
        return (long)reader.ReadVarint();
    }

    private static RpcServer Serve(out Streamer streamer, RpcLimits limits)
    {
        var server = new RpcServer(new RpcServerOptions { Connection = new RpcConnectionOptions { Limits = limits } });
        server.Map<IStreamer>(streamer = new Streamer());
        return server;
    }

    private static byte[] Resolution() => RawPeer.Frame(writer =>
    {
        new RequestHeader { CallId = 1, Promise = 1 }.Write(writer);
        ContractDescriptor contract = StreamerOperations.Contract;
        new ResolveRequest(contract.Name, contract.Name, contract.Schema.Fingerprint, "").Write(writer);
    });

    private static byte[] Swallow() => RawPeer.Frame(writer =>
    {
        new RequestHeader
        {
            CallId = 2,
            HasItems = true,
            Target = TargetKey.OfPromise(1),
            Ordinal = StreamerOperations.Swallow.Ordinal,
        }.Write(writer);
        writer.Write(0x90);
    });

    private static async IAsyncEnumerable<byte[]> BlobsAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return new byte[1000];
        }
    }
}
