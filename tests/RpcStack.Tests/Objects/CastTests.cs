using RpcStack.Tests.Calls;

namespace RpcStack.Tests.Objects;

/// <summary>Asking an object for a contract that extends the one it came by.</summary>
public sealed class CastTests : IAsyncLifetime
{
    private readonly Savings _savings = new();
    private RpcServer _server = null!;
    private RpcClient _client = null!;
    private IBank _bank = null!;

    public async Task InitializeAsync()
    {
        _server = new RpcServer();
        _server.Map<IAccount>(new Savings(), "savings");
        _server.Map<IBank>(new Vaults(_savings));
        _client = new RpcClient(await _server.ListenAsync(TestPair.UniqueMemory()));
        _bank = _client.Get<IBank>();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_object_is_called_by_a_contract_that_extends_its_own()
    {
        IAccount account = await _bank.OpenAsync("saver");
        ISavings savings = await account.As<ISavings>();
        Assert.Equal(3, await savings.RateAsync());
        Assert.Equal(5, await savings.DepositAsync(5));
        Assert.Equal(7, await account.DepositAsync(2));
        Assert.Same(account, await account.As<IAccount>());
        // Home it is the object itself.
        Assert.True(await _bank.IsOwnAsync(savings));
    }

    [Fact]
    public async Task The_peer_is_asked_once()
    {
        IAccount account = await _bank.OpenAsync("saver"), plain = await _bank.OpenAsync("plain");
        ISavings savings = await account.As<ISavings>();
        await Assert.ThrowsAsync<InvalidCastException>(async () => await plain.As<ISavings>());
        long sent = _client.Connection!.Traffic.Sent;
        Assert.Same(savings, await account.As<ISavings>());
        await Assert.ThrowsAsync<InvalidCastException>(async () => await plain.As<ISavings>());
        Assert.Equal(sent, _client.Connection!.Traffic.Sent);
    }

    [Fact]
    public async Task What_an_object_is_not_or_was_not_given_out_as_it_cannot_be_cast_to()
    {
        IAccount account = await _bank.OpenAsync("saver"), plain = await _bank.OpenAsync("plain");
        InvalidCastException error = await Assert.ThrowsAsync<InvalidCastException>(async () => await plain.As<ISavings>());
        Assert.Contains("the object is a RpcStack.Tests.Objects.Account, not a RpcStack.Tests.Objects.Savings", error.Message);
        await Assert.ThrowsAsync<InvalidCastException>(async () => await account.As<IVault>());
        await Assert.ThrowsAsync<InvalidCastException>(async () => await new Account("local").As<ISavings>());
        var own = new Savings();
        Assert.Same(own, await ((IAccount)own).As<ISavings>());
    }

    [Fact]
    public async Task A_service_a_promise_and_what_is_behind_an_interceptor_are_cast_as_well()
    {
        ISavings service = await _client.Get<IAccount>("savings").As<ISavings>();
        Assert.Equal(3, await service.RateAsync());
        ISavings promised = await _bank.OpenPromised("saver").As<ISavings>();
        Assert.Equal(3, await promised.RateAsync());
        Assert.Equal(3, await promised.TwinPromised().TwinPromised().RateAsync());
        ISavings seen = await new Through(_client).Get<IAccount>("savings").As<ISavings>();
        Assert.Equal(3, await seen.RateAsync());
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await _client.Get<IAccount>("none").As<ISavings>());
        Assert.Equal(RpcStatus.NotFound, error.Status);
    }

    [Fact]
    public async Task Both_are_one_reference_which_either_gives_back()
    {
        IAccount account = await _bank.OpenAsync("saver");
        ISavings savings = await account.As<ISavings>();
        Assert.Single(_server.Connections.Single().References.Exports);
        await savings.DisposeAsync();
        await Eventually.IsTrue(() => _savings.Disposals == 1);
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await savings.RateAsync());
        Assert.NotNull(error.DeadReference);
        await Assert.ThrowsAsync<RpcException>(async () => await account.OwnerAsync());
    }

    private sealed class Through(RpcChannel next) : ChannelInterceptor(next);

    /// <summary>A bank with one account that is more, and others.</summary>
    private sealed class Vaults(Savings savings) : IBank
    {
        private readonly Bank _bank = new();

        public ValueTask<IAccount> OpenAsync(string owner, CancellationToken cancel) =>
            owner == "saver" ? new(savings) : _bank.OpenAsync(owner, cancel);

        public ValueTask<IAccount?> FindAsync(string owner, CancellationToken cancel) => _bank.FindAsync(owner, cancel);

        public ValueTask<string> OwnerOfAsync(IAccount account, int times, IAccount? other, CancellationToken cancel) =>
            _bank.OwnerOfAsync(account, times, other, cancel);

        public ValueTask<bool> IsOwnAsync(IAccount account, CancellationToken cancel) => new(ReferenceEquals(account, savings));

        public ValueTask<IAccount> EchoAsync(IAccount account, CancellationToken cancel) => _bank.EchoAsync(account, cancel);

        public ValueTask<Statement> StatementAsync(List<IAccount> accounts, CancellationToken cancel) =>
            _bank.StatementAsync(accounts, cancel);

        public IAsyncEnumerable<IAccount> AllAsync(int count, CancellationToken cancel) => _bank.AllAsync(count, cancel);

        public ValueTask<int> TakeAsync(IAsyncEnumerable<IAccount> accounts, CancellationToken cancel) =>
            _bank.TakeAsync(accounts, cancel);

        public ValueTask<string> NotifyAsync(IListener listener, string news, CancellationToken cancel) =>
            _bank.NotifyAsync(listener, news, cancel);

        public ValueTask KeepAsync(IListener listener, CancellationToken cancel) => _bank.KeepAsync(listener, cancel);
    }
}
