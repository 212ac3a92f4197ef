using RpcStack.Protocol;

namespace RpcStack.Tests.Calls;

public sealed class CompressionTests
{
    private static readonly RpcConnectionOptions Compressing = new() { CompressAbove = 1000 };

    [Fact]
    public async Task Large_bodies_travel_small_in_both_directions()
    {
        await using TestPair pair = await StartAsync();
        string text = string.Concat(Enumerable.Repeat("all work and no play ", 5000));
        await pair.Stub.EchoAsync("HELLO must have come");
        (long sentBefore, long receivedBefore) = pair.Client.Connection!.Traffic;
        Assert.Equal(text, await pair.Stub.EchoAsync(text));
        (long sent, long received) = pair.Client.Connection!.Traffic;
        Assert.InRange(sent - sentBefore, 1, text.Length / 20);
        Assert.InRange(received - receivedBefore, 1, text.Length / 20);
    }

    [Fact]
    public async Task What_does_not_shrink_travels_as_it_is()
    {
        await using TestPair pair = await StartAsync();
        byte[] noise = new byte[100_000];
        new Random(1).NextBytes(noise);
        await pair.Stub.EchoAsync("HELLO must have come");
        (long before, _) = pair.Client.Connection!.Traffic;
        Assert.Equal(noise.Length, await pair.Stub.MeasureAsync(noise));
        Assert.InRange(pair.Client.Connection!.Traffic.Sent - before, noise.Length, noise.Length + 100);
    }

    [Fact]
    public async Task A_body_that_inflates_beyond_the_limit_ends_its_connection()
    {
        var limits = new RpcLimits { MaxMessageSize = 50_000 };
        await using TestPair pair = await TestPair.StartAsync(
            server: new RpcServerOptions { Connection = new RpcConnectionOptions { Limits = limits } },
            client: Compressing);
        await pair.Stub.EchoAsync("HELLO must have come");
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await pair.Stub.MeasureAsync(new byte[1 << 20]));
        Assert.Equal(RpcStatus.ResourceExhausted, error.Status);
        Assert.Contains("inflates beyond MaxMessageSize (50000)", error.Message, StringComparison.Ordinal);
        Assert.Equal("again", await pair.Stub.EchoAsync("again"));
    }

    [Fact]
    public async Task Items_of_streams_are_compressed_too()
    {
        await using var server = new RpcServer(new RpcServerOptions { Connection = Compressing });
        server.Map<IStreamer>(new Streamer());
        await using var client = new RpcClient(await server.ListenAsync("rpc+tcp://127.0.0.1:0"), Compressing);
        int count = 0;
        await foreach (byte[] blob in client.Get<IStreamer>().BlobsAsync(20, 50_000))
        {
            Assert.Equal(new byte[50_000], blob);
            count++;
        }

        Assert.Equal(20, count);
        Assert.InRange(client.Connection!.Traffic.Received, 1, 20_000);
    }

    private static Task<TestPair> StartAsync() =>
        TestPair.StartAsync(server: new RpcServerOptions { Connection = Compressing }, client: Compressing);
}
