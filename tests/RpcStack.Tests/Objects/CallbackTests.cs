using RpcStack.Protocol;

namespace RpcStack.Tests.Objects;

/// <summary>The server calls what a client passed, on the connection that it came by.</summary>
public sealed class CallbackTests
{
    [Fact]
    public async Task A_callback_runs_within_the_call_that_brought_it()
    {
        await using BankPair pair = await BankPair.StartAsync();
        CallChain chain = default;
        var listener = new Listener(news =>
        {
            chain = CallContext.Current!.Chain;
            return new(news + "!");
        });
        Assert.Equal("hello!", await pair.Stub.NotifyAsync(listener, "hello"));
        Assert.Equal(2, chain.Depth);
        Assert.Single(pair.Server.Connections);
    }

    [Fact]
    public async Task A_callback_may_call_back_in_turn()
    {
        await using BankPair pair = await BankPair.StartAsync();
        IBank bank = pair.Stub;
        Listener listener = null!;
        listener = new Listener(news => news.Length < 5 ? bank.NotifyAsync(listener, news + "x") : new(news));
        Assert.Equal("xxxxx", await bank.NotifyAsync(listener, ""));
    }

    [Fact]
    public async Task A_chain_that_never_ends_is_refused_and_the_error_names_its_hops()
    {
        RpcConnectionOptions shallow = RpcConnectionOptions.Default with { Limits = new RpcLimits { MaxCallDepth = 6 } };
        await using BankPair pair = await BankPair.StartAsync(shallow, shallow);
        IBank bank = pair.Stub;
        Listener listener = null!;
        listener = new Listener(news => bank.NotifyAsync(listener, news));
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await bank.NotifyAsync(listener, "round"));
        Assert.Equal(RpcStatus.ResourceExhausted, error.Status);
        Assert.Contains("MaxCallDepth", error.Message);
        Assert.Equal(5, error.Message.Split("Bank.Notify on ").Length);
        Assert.Equal(4, error.Message.Split("Listener.Tell on ").Length);
    }

    [Fact]
    public async Task A_listener_is_called_after_the_call_that_brought_it_and_reports_failures()
    {
        await using BankPair pair = await BankPair.StartAsync();
        await pair.Stub.KeepAsync(new Listener(news =>
            news == "bad" ? throw new RpcException(RpcStatus.OutOfRange, "too bad", RpcPhase.Handler) : new(news)));
        Assert.Equal("good", await pair.Bank.Kept!.TellAsync("good"));
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await pair.Bank.Kept!.TellAsync("bad"));
        Assert.Equal(RpcStatus.OutOfRange, error.Status);
    }

    [Fact]
    public async Task A_listener_of_a_client_that_is_gone_is_a_dead_reference()
    {
        await using BankPair pair = await BankPair.StartAsync();
        await pair.Stub.KeepAsync(new Listener(news => new(news)));
        await pair.Client.DisposeAsync();
        await Eventually.IsTrue(() => !pair.Server.Connections.Any());
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await pair.Bank.Kept!.TellAsync("news"));
        Assert.Equal("RpcStack.Tests.Objects.Listener", error.DeadReference!.Contract);
    }
}
