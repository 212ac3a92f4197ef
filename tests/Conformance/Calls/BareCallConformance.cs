using RpcStack.TestContracts;

namespace RpcStack.Tests.Calls;

/// <summary>
/// What a call does on every stack, also on one whose wire has room for nothing but arguments and results.
/// </summary>
public abstract class BareCallConformance : IAsyncLifetime
{
    /// <summary>The stack.</summary>
    protected abstract IStackUnderTest Stack { get; }

    /// <summary>A body, in octets, that is large for what carries it.</summary>
    protected virtual int LargeBody => 3_000_000;

    protected Tester Tester { get; } = new();

    protected ITester Stub => Stack.Client.Get<ITester>();

    public async Task InitializeAsync()
    {
        Stack.Map<ITester>(Tester);
        await Stack.StartAsync();
    }

    public async Task DisposeAsync() => await Stack.DisposeAsync();

    [Fact]
    public async Task A_call_returns_what_its_handler_returns() => Assert.Equal("grüß dich", await Stub.EchoAsync("grüß dich"));

    [Fact]
    public async Task A_thousand_calls_at_a_time_each_get_their_own_answer()
    {
        string[] texts = [.. Enumerable.Range(0, 1000).Select(i => $"text {i}")];
        string[] answers = await Task.WhenAll(texts.Select(t => Stub.EchoAsync(t).AsTask()));
        Assert.Equal(texts, answers);
    }

    [Fact]
    public async Task Large_bodies_arrive_whole_in_both_directions()
    {
        Assert.Equal(LargeBody, (await Stub.BlobAsync(LargeBody)).Length);
        Assert.Equal(LargeBody, await Stub.MeasureAsync(new byte[LargeBody]));
    }

    [Fact]
    public async Task A_declared_fault_arrives_as_what_it_is()
    {
        InsufficientFunds fault = await Assert.ThrowsAsync<InsufficientFunds>(async () => await Stub.FaultAsync(12.50m));
        Assert.Equal(12.50m, fault.Missing);
    }

    [Fact]
    public async Task A_call_whose_token_is_cancelled_already_is_not_made()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Stub.EchoAsync("", new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_oneway_call_arrives_and_is_not_awaited()
    {
        await Stub.NoteAsync("by the way");
        Assert.True(await Tester.Noted.WaitAsync(5000));
        Assert.Equal(["by the way"], Tester.Notes);
    }

    [Fact]
    public async Task A_handler_that_blocks_holds_up_no_other_call()
    {
        await Stub.EchoAsync("warm");
        Task blocked = Stub.BlockAsync(2000).AsTask();
        for (int i = 0; i < 10; i++) Assert.Equal("through", await Stub.EchoAsync("through"));
        Assert.False(blocked.IsCompleted, "Ten calls took longer than the one that blocks for two seconds.");
        await blocked;
    }

    [Theory]
    [InlineData("now")]
    [InlineData("later")]
    [InlineData("undeclared")]
    public async Task An_undeclared_exception_arrives_as_a_failure_of_the_handler(string what)
    {
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await Stub.ThrowAsync(what));
        Assert.Equal(RpcStatus.Unknown, error.Status);
        Assert.Equal(RpcPhase.Handler, error.Phase);
        Assert.True(error.Started);
        Assert.Contains("Calls.Tester.Throw on ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_a_call_ends_it_at_once()
    {
        using var cancel = new CancellationTokenSource();
        Task waiting = Stub.WaitAsync(30_000, cancel.Token).AsTask();
        await Eventually.IsTrue(() => Tester.Waiting == 1);

        await cancel.CancelAsync();

        var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(cancel.Token, ended.CancellationToken);
        Assert.Equal("still here", await Stub.EchoAsync("still here"));
    }

    [Fact]
    public async Task A_deadline_ends_the_call()
    {
        ITester hurried = Stub.With(new CallOptions { Deadline = TimeSpan.FromMilliseconds(250) });
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await hurried.WaitAsync(30_000));
        Assert.Equal(RpcStatus.DeadlineExceeded, error.Status);
        Assert.Contains("deadline", error.Message, StringComparison.Ordinal);
        Assert.Equal("still here", await Stub.EchoAsync("still here"));
    }

    [Fact]
    public async Task A_call_made_while_serving_gets_through()
    {
        Tester.Next = Stub;
        CallFacts facts = await Stub.ForwardAsync(3);
        Assert.Equal("RpcStack.Tests.Calls.Tester.Forward", facts.Operation);
        Assert.NotEmpty(facts.Peer);
        Assert.Null(CallContext.Current);
    }
}
