using System.Diagnostics;
using System.Net.Sockets;
using RpcStack.Protocol;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Tests.Protocol;

namespace RpcStack.Tests.Calls;

/// <summary>Peers that read slowly or not at all, and sides that have much to say to each other.</summary>
[Collection(nameof(Alone))]
public sealed class BackPressureTests
{
    private const int BlobSize = 900_000;

    [Fact]
    public async Task Large_bodies_in_both_directions_at_once_keep_moving()
    {
        await using TestPair pair = await TestPair.StartAsync();
        string large = new('z', 1 << 20);
        Task[] callers = [.. Enumerable.Range(0, 60).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 3; i++) Assert.Equal(large.Length, (await pair.Stub.EchoAsync(large)).Length);
        }))];
        await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_peer_that_does_not_read_its_answers_is_not_served_further()
    {
        await using TestPair pair = await TestPair.StartAsync();
        using RawPeer peer = await RawPeer.GreetAsync(pair.Endpoint);
        long before = Process.GetCurrentProcess().WorkingSet64;
        await peer.SendAsync([Resolution(), .. Enumerable.Range(0, 500).Select(BlobRequest)]);
        await Task.Delay(1000);

        // 450 MB were asked for; the limit is 16 MiB, doubled by growing, and what the system buffers.
        Assert.InRange(Process.GetCurrentProcess().WorkingSet64 - before, long.MinValue, 150 << 20);
        Assert.Equal("others are", await pair.Stub.EchoAsync("others are"));

        int answers = 0;
        while (answers < 501)
        {
            Assert.Equal(FrameType.Response, (await peer.ReceiveAsync()).Type);
            answers++;
        }
    }

    [Fact]
    public async Task A_server_that_stops_waits_until_a_slow_peer_has_read_its_answers()
    {
        TestPair pair = await TestPair.StartAsync();
        using RawPeer peer = await RawPeer.GreetAsync(pair.Endpoint);
        await peer.SendAsync([Resolution(), .. Enumerable.Range(0, 6).Select(BlobRequest)]);
        await Task.Delay(300);
        Task stopping = pair.Server.DisposeAsync().AsTask();
        await Task.Delay(100);

        int answers = 0;
        while (await peer.TryReceiveAsync() is { } frame)
            if (frame.Type is FrameType.Response) answers++;
        Assert.Equal(7, answers);
        peer.Socket.Shutdown(SocketShutdown.Both);
        await stopping.WaitAsync(TimeSpan.FromSeconds(10));
        await pair.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_serves_one_call_at_a_time_serves_the_first_one_too()
    {
        var limits = new RpcLimits { MaxConcurrentCalls = 1 };
        await using TestPair pair = await TestPair.StartAsync(
            server: new RpcServerOptions { Connection = new RpcConnectionOptions { Limits = limits } });
        await pair.Client.ConnectAsync();
        await Task.Delay(100);
        Assert.Equal("one", await pair.Stub.EchoAsync("one").AsTask().WaitAsync(TimeSpan.FromSeconds(5)));
    }

    private static byte[] Resolution() => RawPeer.Frame(writer =>
    {
        new RequestHeader { CallId = 1, Promise = 1 }.Write(writer);
        ContractDescriptor contract = TesterOperations.Contract;
        new ResolveRequest(contract.Name, contract.Name, contract.Schema.Fingerprint, "").Write(writer);
    });

    private static byte[] BlobRequest(int number) => RawPeer.Frame(writer =>
    {
        new RequestHeader
        {
            CallId = (ulong)number + 2,
            Target = TargetKey.OfPromise(1),
            Ordinal = TesterOperations.Blob.Ordinal,
        }.Write(writer);
        writer.Write([0x91, 0xCE, BlobSize >> 24, (BlobSize >> 16) & 0xFF, (BlobSize >> 8) & 0xFF, BlobSize & 0xFF]);
    });
}
