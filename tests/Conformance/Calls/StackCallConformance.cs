namespace RpcStack.Tests.Calls;

/// <summary>What a call does on every stack whose wire carries deadlines, cancellation, metadata and texts of errors too.</summary>
public abstract class StackCallConformance : BareCallConformance
{
    [Theory]
    [InlineData("now", RpcStatus.Unknown, "InvalidOperationException: thrown at once")]
    [InlineData("later", RpcStatus.Unknown, "InvalidOperationException: thrown later")]
    [InlineData("undeclared", RpcStatus.Unknown, "DivisionByZero: nobody declared this")]
    [InlineData("status", RpcStatus.PermissionDenied, "not yours")]
    public async Task An_undeclared_exception_arrives_as_a_status_and_a_text(string what, RpcStatus status, string message)
    {
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await Stub.ThrowAsync(what));
        Assert.Equal(status, error.Status);
        Assert.Equal(RpcPhase.Handler, error.Phase);
        Assert.True(error.Started);
        Assert.EndsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("Calls.Tester.Throw on ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_a_call_ends_it_at_once_and_cancels_its_handler()
    {
        using var cancel = new CancellationTokenSource();
        Task waiting = Stub.WaitAsync(30_000, cancel.Token).AsTask();
        await Eventually.IsTrue(() => Tester.Waiting == 1);

        await cancel.CancelAsync();

        var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(cancel.Token, ended.CancellationToken);
        Assert.True(await Tester.Cancelled.WaitAsync(5000), "The handler was not cancelled.");
        Assert.Equal("still here", await Stub.EchoAsync("still here"));
    }

    [Fact]
    public async Task A_deadline_ends_the_call_here_and_its_handler_there()
    {
        // Once it has been called, what it takes to start the handler is little beside the deadline.
        await Stub.WaitAsync(0);
        ITester hurried = Stub.With(new CallOptions { Deadline = TimeSpan.FromMilliseconds(250) });
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await hurried.WaitAsync(30_000));
        Assert.Equal(RpcStatus.DeadlineExceeded, error.Status);
        Assert.Contains("deadline", error.Message, StringComparison.Ordinal);
        Assert.True(await Tester.Cancelled.WaitAsync(5000), "The handler was not cancelled.");
    }

    [Fact]
    public async Task Metadata_travels_in_both_directions()
    {
        Metadata? answered = null;
        ITester tagged = Stub.With(new CallOptions
        {
            Metadata = new Metadata { { "tag", "blue, größer" } },
            OnResponseMetadata = metadata => answered = metadata,
        });
        CallFacts facts = await tagged.ContextAsync();
        Assert.Equal("blue, größer", facts.Tag);
        Assert.Equal("tester", answered?["answered-by"]);
    }

    [Fact]
    public async Task A_handler_sees_what_it_serves()
    {
        CallFacts facts = await Stub.ContextAsync();
        Assert.Equal("RpcStack.Tests.Calls.Tester.Context", facts.Operation);
        Assert.NotEmpty(facts.Peer);
        Assert.InRange(facts.MillisecondsLeft!.Value, 20_000, 30_000);
        Assert.Equal(1, facts.Depth);
        Assert.Null(CallContext.Current);
    }

    [Fact]
    public async Task Calls_made_while_serving_belong_to_the_chain_and_get_no_more_time()
    {
        Tester.Next = Stub;
        ITester hurried = Stub.With(new CallOptions { Deadline = TimeSpan.FromSeconds(10) });
        CallFacts facts = await hurried.ForwardAsync(3);
        Assert.Equal(4, facts.Depth);
        Assert.NotEqual(0UL, facts.Chain);
        Assert.InRange(facts.MillisecondsLeft!.Value, 0, 10_000);
    }
}
