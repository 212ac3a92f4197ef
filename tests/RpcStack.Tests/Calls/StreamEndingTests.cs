using RpcStack.Protocol;

namespace RpcStack.Tests.Calls;

/// <summary>Streams that end on both sides at once, and what is left of them: nothing.</summary>
public sealed class StreamEndingTests : IAsyncLifetime
{
    private readonly Streamer _streamer = new();
    private RpcServer _server = null!;
    private RpcClient _client = null!;

    private IStreamer Stub => _client.Get<IStreamer>();

    public async Task InitializeAsync()
    {
        // Room for few, so that what is left behind is soon missed.
        var limits = new RpcLimits { MaxConcurrentCalls = 4 };
        _server = new RpcServer(new RpcServerOptions { Connection = new RpcConnectionOptions { Limits = limits } });
        _server.Map<IStreamer>(_streamer);
        _client = new RpcClient(await _server.ListenAsync("rpc+tcp://127.0.0.1:0"));
        await foreach (int _ in Stub.CountAsync(0, 1))
        {
        }
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Streams_left_just_as_they_end_leave_room_for_others()
    {
        for (int i = 0; i < 2000; i++)
        {
            await foreach (int _ in Stub.CountAsync(0, 1).WithCancellation(CancellationToken.None))
            {
                // The END is on its way, or about to be.
                Thread.SpinWait(i % 50 * 20);
                break;
            }
        }

        await FillAsync();
    }

    [Fact]
    public async Task Streams_that_expire_just_as_they_begin_end_on_the_server_too()
    {
        await using var hasty = new RpcClient(
            _client.Endpoint, new RpcConnectionOptions { DefaultDeadline = TimeSpan.FromMilliseconds(100) });
        IStreamer stub = hasty.Get<IStreamer>();
        for (int i = 0; i < 40; i++)
        {
            try
            {
                await foreach (int _ in stub.SlowAsync(85 + (i % 30), 60_000)) break;
            }
            catch (RpcException error)
            {
                Assert.Equal(RpcStatus.DeadlineExceeded, error.Status);
            }
        }

        await FillAsync();
    }

    [Fact]
    public async Task Metadata_beyond_the_limit_ends_its_stream_alone()
    {
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (int _ in Stub.FailAsync(3, "trailer"))
            {
            }
        });
        Assert.Equal(RpcStatus.ResourceExhausted, error.Status);
        Assert.Contains("octets of metadata exceed RpcLimits.MaxMetadataSize", error.Message, StringComparison.Ordinal);
        await FillAsync();
    }

    /// <summary>As many calls as there is room for run at a time.</summary>
    private async Task FillAsync()
    {
        Task<long>[] sums = [.. Enumerable.Range(0, 4).Select(_ => Stub.SumAsync(1, NumbersAsync()).AsTask())];
        foreach (long sum in await Task.WhenAll(sums).WaitAsync(TimeSpan.FromSeconds(10))) Assert.Equal(3, sum);

        static async IAsyncEnumerable<int> NumbersAsync()
        {
            await Task.Delay(50);
            yield return 1;
            yield return 2;
        }
    }
}
