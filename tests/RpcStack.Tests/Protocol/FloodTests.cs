using System.Net.Sockets;
using RpcStack.Protocol;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Tests.Calls;
using RpcStack.Transports;

namespace RpcStack.Tests.Protocol;

/// <summary>A thousand bad connections at a time, and a good one.</summary>
[Collection(nameof(Alone))]
public sealed class FloodTests
{
    private const int Peers = 1000;
    private const long Slack = 16 << 20;

    [Fact]
    public async Task A_thousand_bad_peers_keep_no_good_one_waiting_and_no_memory()
    {
        var options = new RpcServerOptions
        {
            Connection = new RpcConnectionOptions { HelloTimeout = TimeSpan.FromSeconds(2) },
        };
        await using TestPair pair = await TestPair.StartAsync(server: options);
        for (int i = 0; i < 1000; i++) await pair.Stub.EchoAsync("warm");
        long before = GC.GetTotalMemory(forceFullCollection: true);

        using var stop = new CancellationTokenSource();
        Task<int> good = CallUntilAsync(pair.Stub, stop.Token);
        var random = new Random(20261120);
        Task[] bad = [.. Enumerable.Range(0, Peers).Select(i => AbuseAsync(pair.Endpoint, i, random.Next()))];
        await Task.WhenAll(bad).WaitAsync(TimeSpan.FromMinutes(1));
        await Eventually.IsTrue(() => pair.Server.Connections.Count() == 1, "Bad connections are still open.", seconds: 20);
        await stop.CancelAsync();

        Assert.InRange(await good, 100, int.MaxValue);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.InRange(after - before, long.MinValue, Slack);
    }

    [Fact]
    public async Task Random_frames_end_connections_and_nothing_else()
    {
        await using TestPair pair = await TestPair.StartAsync();
        var random = new Random(4506);
        for (int connection = 0; connection < 200; connection++)
        {
            using RawPeer peer = await RawPeer.GreetAsync(pair.Endpoint);
            await IgnoreResetsAsync(async () =>
            {
                for (int i = 0; i < 20; i++)
                {
                    byte[] payload = new byte[random.Next(40)];
                    random.NextBytes(payload);
                    if (random.Next(2) == 0 && payload.Length > 3) (payload[0], payload[1]) = (1, (byte)random.Next(4));
                    await peer.SendAsync(RawPeer.Frame((FrameType)random.Next(15), (FrameFlags)(random.Next(4) * 2), payload));
                }
            });
        }

        Assert.Equal("fine", await pair.Stub.EchoAsync("fine"));
    }

    /// <summary>Every call of the good client is answered in time.</summary>
    private static async Task<int> CallUntilAsync(ITester stub, CancellationToken stop)
    {
        ITester impatient = stub.With(new CallOptions { Deadline = TimeSpan.FromSeconds(5) });
        int calls = 0;
        for (; !stop.IsCancellationRequested; calls++)
        {
            Assert.Equal("good", await impatient.EchoAsync("good", CancellationToken.None));
            await Task.Delay(2, CancellationToken.None);
        }

        return calls;
    }

    private static Task AbuseAsync(RpcEndpoint endpoint, int kind, int seed) => IgnoreResetsAsync(async () =>
    {
        using RawPeer peer = await RawPeer.ConnectAsync(endpoint);
        byte[] hello = RawPeer.Frame(new Hello(1, 1 << 20, 100, 1 << 16, 0, [], 1).Write);
        switch (kind % 5)
        {
            case 0: // garbage
                byte[] garbage = new byte[5000];
                new Random(seed).NextBytes(garbage);
                await peer.SendAsync(garbage);
                break;
            case 1: // half a frame, and silence
                await peer.SendAsync(hello, [0x40, 2, 0, 1]);
                await Task.Delay(1000);
                break;
            case 2: // a huge length, and some of it
                await peer.SendAsync(hello, [0x80, 0x80, 0x80, 0x02, 2, 0], new byte[20_000]);
                await Task.Delay(1000);
                break;
            case 3: // octet by octet
                foreach (byte octet in hello)
                {
                    await peer.SendAsync([octet]);
                    await Task.Delay(50);
                }

                break;
            default: // nothing at all, until it is thrown out
                while (await peer.TryReceiveAsync() is not null)
                {
                }

                break;
        }
    });

    private static async Task IgnoreResetsAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (SocketException)
        {
            // Thrown out: what a bad peer must expect.
        }
    }
}
