using RpcStack.Protocol;

namespace RpcStack.Tests.Objects;

/// <summary>How long objects are held, and what using them afterwards says.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public async Task Disposing_of_the_stub_disposes_of_the_object_however_often_it_was_received()
    {
        await using BankPair pair = await BankPair.StartAsync();
        IAccount account = await pair.Stub.OpenAsync("Ada");
        for (int i = 0; i < 5; i++) Assert.Same(account, await pair.Stub.OpenAsync("Ada"));
        Account own = pair.Bank.Accounts["Ada"];
        Assert.Equal(0, own.Disposals);
        await account.DisposeAsync();
        await Eventually.IsTrue(() => own.Disposals == 1);
        Assert.Empty(pair.Served.References.Exports);
    }

    [Fact]
    public async Task A_reference_that_was_given_back_says_what_it_was()
    {
        await using BankPair pair = await BankPair.StartAsync();
        IAccount account = await pair.Stub.OpenAsync("Ada");
        await account.DisposeAsync();
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await account.OwnerAsync());
        Assert.Equal(RpcStatus.NotFound, error.Status);
        Assert.Equal("RpcStack.Tests.Objects.Account", error.DeadReference!.Contract);
        Assert.Contains("given back", error.Message);
        IAccount again = await pair.Stub.OpenAsync("Ada");
        Assert.NotSame(account, again);
        Assert.Equal("Ada", await again.OwnerAsync());
    }

    [Fact]
    public async Task A_reference_dies_with_its_connection_and_says_so()
    {
        await using BankPair pair = await BankPair.StartAsync();
        IAccount account = await pair.Stub.OpenAsync("Ada");
        await pair.Served.DisposeAsync();
        await Eventually.IsTrue(() => pair.Client.Connection is null);
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await account.OwnerAsync());
        Assert.NotNull(error.DeadReference);
        Assert.Contains("its connection is over", error.Message);
    }

    [Fact]
    public async Task A_client_that_vanishes_holds_nothing()
    {
        await using BankPair pair = await BankPair.StartAsync();
        List<IAccount> all = await pair.Stub.AllAsync(1000).ToListAsync();
        Assert.Equal(1000, pair.Served.References.Exports.Count);
        await pair.Client.DisposeAsync();
        await Eventually.IsTrue(() => pair.Bank.Accounts.Values.All(a => a.Disposals == 1));
        GC.KeepAlive(all);
    }

    [Fact]
    public async Task A_stub_that_is_collected_gives_its_reference_back()
    {
        await using BankPair pair = await BankPair.StartAsync();
        await OpenAndForgetAsync(pair.Stub);
        Account own = pair.Bank.Accounts["Ada"];
        await Eventually.IsTrue(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return own.Disposals == 1;
        });

        static async Task OpenAndForgetAsync(IBank bank) => await (await bank.OpenAsync("Ada")).OwnerAsync();
    }

    [Fact]
    public async Task What_is_mapped_is_not_disposed_of_when_its_last_reference_is_released()
    {
        await using var server = new RpcServer();
        var account = new Account("mapped");
        var bank = new Bank();
        bank.Accounts["mapped"] = account;
        server.Map<IAccount>(account);
        server.Map<IBank>(bank);
        await using var client = new RpcClient(await server.ListenAsync(Calls.TestPair.UniqueMemory()));
        IAccount stub = await client.Get<IBank>().OpenAsync("mapped");
        await stub.DisposeAsync();
        await Eventually.IsTrue(() => server.Connections.Single().References.Exports.Count == 0);
        Assert.Equal(0, account.Disposals);
    }

    [Fact]
    public async Task An_answer_that_nobody_waits_for_gives_its_references_back()
    {
        await using BankPair pair = await BankPair.StartAsync();
        var gate = new TaskCompletionSource();
        using var cancel = new CancellationTokenSource();
        // The server answers with an object, to a call that was cancelled before.
        Task<IAccount?> call = pair.Stub.FindAsync("none", cancel.Token).AsTask();
        await call;
        var listener = new Listener(async news =>
        {
            await gate.Task;
            return news;
        });
        Task<string> notify = pair.Stub.NotifyAsync(listener, "news", cancel.Token).AsTask();
        await Eventually.IsTrue(() => pair.Client.Connection!.References.Exports.Count == 1);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => notify);
        gate.SetResult();
        await Eventually.IsTrue(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return pair.Client.Connection!.References.Exports.Count == 0;
        });
    }

    [Fact]
    public async Task More_references_than_the_limit_are_an_error_that_names_it()
    {
        RpcConnectionOptions few = RpcConnectionOptions.Default with { Limits = new RpcLimits { MaxReferences = 10 } };
        await using BankPair pair = await BankPair.StartAsync(server: few);
        List<IAccount> all = [];
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            for (int i = 0; i < 11; i++) all.Add(await pair.Stub.OpenAsync($"{i}"));
        });
        Assert.Equal(RpcStatus.ResourceExhausted, error.Status);
        Assert.Contains("MaxReferences", error.Message);
        await all[0].DisposeAsync();
        await Eventually.IsTrue(() => pair.Served.References.Exports.Count == 9);
        Assert.Equal("new", await (await pair.Stub.OpenAsync("new")).OwnerAsync());
    }
}
