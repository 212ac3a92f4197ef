using RpcStack.Marshalling;
using RpcStack.Protocol;

namespace RpcStack.Tests.Calls;

/// <summary>Each limit is exceeded, names itself, and harms nothing else.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task A_request_larger_than_the_servers_message_limit_ends_that_call_alone()
    {
        await using TestPair pair = await StartAsync(new RpcLimits { MaxMessageSize = 10_000 });
        RpcException error = await FailAsync(() => pair.Stub.MeasureAsync(new byte[20_000]));
        Assert.Contains("20004 octets of request exceed RpcLimits.MaxMessageSize (10000)", error.Message, StringComparison.Ordinal);
        Assert.False(error.Started);
        Assert.Equal(9_000, await pair.Stub.MeasureAsync(new byte[9_000]));
    }

    [Fact]
    public async Task A_request_larger_than_our_own_message_limit_is_not_sent()
    {
        await using TestPair pair = await TestPair.StartAsync(
            client: new RpcConnectionOptions { Limits = new RpcLimits { MaxMessageSize = 10_000 } });
        RpcException error = await FailAsync(() => pair.Stub.MeasureAsync(new byte[20_000]));
        Assert.Contains("RpcLimits.MaxMessageSize (10000)", error.Message, StringComparison.Ordinal);
        Assert.Equal(RpcPhase.Marshal, error.Phase);
        Assert.Equal("fine", await pair.Stub.EchoAsync("fine"));
    }

    [Fact]
    public async Task A_response_larger_than_the_servers_message_limit_ends_that_call_alone()
    {
        await using TestPair pair = await StartAsync(new RpcLimits { MaxMessageSize = 10_000 });
        RpcException error = await FailAsync(() => pair.Stub.BlobAsync(20_000));
        Assert.Contains("octets of response exceed RpcLimits.MaxMessageSize (10000)", error.Message, StringComparison.Ordinal);
        Assert.Equal(9_000, (await pair.Stub.BlobAsync(9_000)).Length);
    }

    [Fact]
    public async Task A_frame_that_the_peer_is_known_not_to_take_is_not_sent()
    {
        await using TestPair pair = await StartAsync(new RpcLimits { MaxFrameSize = 10_000 });
        await pair.Stub.EchoAsync("wait for HELLO");
        RpcException error = await FailAsync(() => pair.Stub.MeasureAsync(new byte[20_000]));
        Assert.Contains("MaxFrameSize of 127.0.0.1", error.Message, StringComparison.Ordinal);
        Assert.Equal("fine", await pair.Stub.EchoAsync("fine"));
    }

    [Fact]
    public async Task A_frame_beyond_the_limit_ends_the_connection_and_says_so()
    {
        await using TestPair pair = await StartAsync(new RpcLimits { MaxFrameSize = 10_000 });
        RpcException error;
        do
        {
            // The first call is sent before the server's HELLO can have told its limit, nearly always.
            await using var client = new RpcClient(pair.Endpoint);
            error = await FailAsync(() => client.Get<ITester>().MeasureAsync(new byte[200_000]));
        }
        while (error.Message.Contains("MaxFrameSize of", StringComparison.Ordinal));
        Assert.Contains("exceeds RpcLimits.MaxFrameSize (10000)", error.Message, StringComparison.Ordinal);
        Assert.Equal("again", await pair.Stub.EchoAsync("again"));
    }

    [Fact]
    public async Task Calls_beyond_what_the_peer_serves_wait_for_those_before_them()
    {
        await using TestPair pair = await StartAsync(new RpcLimits { MaxConcurrentCalls = 4 });
        await pair.Stub.EchoAsync("wait for HELLO");
        Task[] waits = [.. Enumerable.Range(0, 12).Select(_ => pair.Stub.WaitAsync(50).AsTask())];
        await Task.Delay(20);
        Assert.InRange(pair.Tester.Waiting, 1, 4);
        await Task.WhenAll(waits);
    }

    [Fact]
    public async Task A_call_that_waits_for_others_can_be_cancelled_and_keeps_its_deadline()
    {
        await using TestPair pair = await StartAsync(new RpcLimits { MaxConcurrentCalls = 2 });
        await pair.Stub.EchoAsync("wait for HELLO");
        Task[] running = [pair.Stub.WaitAsync(1500).AsTask(), pair.Stub.WaitAsync(1500).AsTask()];
        using var cancel = new CancellationTokenSource(50);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await pair.Stub.EchoAsync("", cancel.Token));
        ITester hurried = pair.Stub.With(new CallOptions { Deadline = TimeSpan.FromMilliseconds(50) });
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await hurried.EchoAsync(""));
        Assert.Equal(RpcStatus.DeadlineExceeded, error.Status);
        Assert.Contains("2 earlier calls were unanswered", error.Message, StringComparison.Ordinal);
        await Task.WhenAll(running);
        Assert.Equal("room", await pair.Stub.EchoAsync("room"));
    }

    [Fact]
    public async Task A_server_refuses_calls_beyond_its_limit_that_come_all_the_same()
    {
        await using TestPair pair = await StartAsync(new RpcLimits { MaxConcurrentCalls = 4 });
        // All of these are sent before the server's HELLO has come.
        Task[] waits = [.. Enumerable.Range(0, 8).Select(_ => pair.Stub.WaitAsync(200).AsTask())];
        await Task.WhenAny(Task.WhenAll(waits), Task.Delay(5000));
        RpcException[] refused = [.. waits.Where(w => w.IsFaulted).Select(w => (RpcException)w.Exception!.InnerException!)];
        Assert.All(refused, e => Assert.Contains("RpcLimits.MaxConcurrentCalls (4)", e.Message, StringComparison.Ordinal));
        Assert.All(refused, e => Assert.False(e.Started));
        Assert.True(waits.Count(w => w.IsCompletedSuccessfully) >= 4);
    }

    [Fact]
    public async Task A_chain_of_calls_has_a_depth()
    {
        await using TestPair pair = await StartAsync(new RpcLimits { MaxCallDepth = 5 });
        pair.Tester.Next = pair.Stub;
        Assert.Equal(5, (await pair.Stub.ForwardAsync(4)).Depth);
        RpcException error = await FailAsync(async () => await pair.Stub.ForwardAsync(5));
        Assert.Contains("6 calls deep exceed RpcLimits.MaxCallDepth (5)", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<MarshallingLimits, string> MarshallingLimits => new()
    {
        { new() { MaxAllocation = 1000 }, "MaxAllocation" },
        { new() { MaxDepth = 0 }, "MaxDepth" },
    };

    [Theory]
    [MemberData(nameof(MarshallingLimits))]
    public async Task A_body_beyond_the_marshalling_limits_is_the_callers_mistake(MarshallingLimits limits, string name)
    {
        await using TestPair pair = await StartAsync(new RpcLimits { Marshalling = limits });
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await pair.Stub.EchoAsync(new string('x', 2000)));
        Assert.Equal(RpcStatus.InvalidArgument, error.Status);
        Assert.Equal(RpcPhase.Marshal, error.Phase);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_beyond_our_own_limit_is_not_sent()
    {
        await using TestPair pair = await TestPair.StartAsync();
        ITester tagged = pair.Stub.With(new CallOptions { Metadata = new Metadata { { "tag", new string('x', 20_000) } } });
        RpcException error = await FailAsync(() => tagged.EchoAsync(""));
        Assert.Contains("RpcLimits.MaxMetadataSize (16384)", error.Message, StringComparison.Ordinal);
        Assert.Equal("fine", await pair.Stub.EchoAsync("fine"));
    }

    [Fact]
    public async Task Metadata_beyond_the_limit_is_refused()
    {
        await using TestPair pair = await StartAsync(new RpcLimits { MaxMetadataSize = 100 });
        ITester tagged = pair.Stub.With(new CallOptions { Metadata = new Metadata { { "tag", new string('x', 200) } } });
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await tagged.EchoAsync(""));
        Assert.Contains("The metadata's size is 206, more than 100", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promises_beyond_the_limit_are_refused()
    {
        await using TestPair pair = await StartAsync(new RpcLimits { MaxReferences = 2 });
        pair.Server.Map<ITester>(new Tester(), "second");
        pair.Server.Map<ITester>(new Tester(), "third");
        await pair.Stub.EchoAsync("");
        await pair.Client.Get<ITester>("second").EchoAsync("");
        RpcException error = await Assert.ThrowsAsync<RpcException>(
            async () => await pair.Client.Get<ITester>("third").EchoAsync(""));
        Assert.Equal(RpcStatus.ResourceExhausted, error.Status);
        Assert.Contains("3 references exceed RpcLimits.MaxReferences (2)", error.Message, StringComparison.Ordinal);
        Assert.Equal("first", await pair.Stub.EchoAsync("first"));
    }

    private static Task<TestPair> StartAsync(RpcLimits limits) => TestPair.StartAsync(
        server: new RpcServerOptions { Connection = new RpcConnectionOptions { Limits = limits } });

    private static async Task<RpcException> FailAsync<T>(Func<ValueTask<T>> call)
    {
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await call());
        Assert.Equal(RpcStatus.ResourceExhausted, error.Status);
        return error;
    }
}
