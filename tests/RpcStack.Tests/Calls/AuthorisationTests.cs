namespace RpcStack.Tests.Calls;

/// <summary>The hook that sees every call before its handler.</summary>
public sealed class AuthorisationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_that_is_refused_is_not_started_and_the_others_are_served(bool isSlow)
    {
        await using TestPair pair = await StartAsync(async call =>
        {
            if (isSlow) await Task.Delay(20);
            if (call.Operation.Name == "Note") throw new InvalidOperationException("a note should not harm");
            string refusal = $"{call.Operation} is not for {call.Peer}";
            if (call.Metadata["tag"] != "let me in")
                throw new RpcException(RpcStatus.PermissionDenied, refusal, RpcPhase.Dispatch);
        });
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await pair.Stub.WaitAsync(0));
        Assert.Equal(RpcStatus.PermissionDenied, error.Status);
        Assert.False(error.Started);
        Assert.Contains("Tester.Wait is not for ", error.Message, StringComparison.Ordinal);

        ITester known = pair.Stub.With(new CallOptions { Metadata = new Metadata { { "tag", "let me in" } } });
        await known.NoteAsync("nobody hears this");
        Assert.Equal(20_000, await known.MeasureAsync(new byte[20_000]));
        Assert.Empty(pair.Tester.Notes);
    }

    [Fact]
    public async Task A_hook_that_fails_refuses()
    {
        await using TestPair pair = await StartAsync(_ => throw new InvalidOperationException("out of order"));
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await pair.Stub.WaitAsync(0));
        Assert.Equal(RpcStatus.Unknown, error.Status);
        Assert.False(error.Started);
        Assert.Contains("out of order", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_is_judged_does_not_start()
    {
        var verdict = new TaskCompletionSource();
        await using TestPair pair = await StartAsync(_ => new ValueTask(verdict.Task));
        using var cancel = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await pair.Stub.ThrowAsync("now", cancel.Token));
        await Task.Delay(50);
        verdict.SetResult();
        Assert.Equal("next", await pair.Stub.EchoAsync("next"));
        // The server has forgotten it: it stops at once.
        await pair.Server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Streams_are_judged_too_and_lose_no_item_while_they_are(bool isSlow)
    {
        await using TestPair pair = await StartAsync(async call =>
        {
            if (isSlow) await Task.Delay(50);
            if (call.Operation.Name is "Count")
                throw new RpcException(RpcStatus.Unauthenticated, "who are you?", RpcPhase.Dispatch);
        });
        var streamer = new Streamer();
        pair.Server.Map<IStreamer>(streamer);
        var stub = pair.Client.Get<IStreamer>();

        Assert.Equal(45, await stub.SumAsync(1, Enumerable.Range(0, 10).ToAsyncEnumerable()));
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await stub.CountAsync(0, 3).FirstAsync());
        Assert.Equal(RpcStatus.Unauthenticated, error.Status);
        Assert.False(error.Started);
        Assert.Equal(0, streamer.Produced);
    }

    private static Task<TestPair> StartAsync(Func<CallContext, ValueTask> authorize) =>
        TestPair.StartAsync(server: new RpcServerOptions { Authorize = authorize });
}
