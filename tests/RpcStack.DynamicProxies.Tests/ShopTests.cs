using System.Collections.Concurrent;
using Castle.DynamicProxy;
using RpcStack.Marshalling;
using RpcStack.Protocol;
using RpcStack.Tests;
using RpcStack.Transports;
using RpcStack.UnseenContracts;

namespace RpcStack.DynamicProxies.Tests;

/// <summary>Contracts that the generator never saw, over real sockets, on both sides.</summary>
public sealed class ShopTests : IAsyncLifetime
{
    private readonly Shop _shop = new();
    private readonly RpcServer _server = new();
    private RpcEndpoint _endpoint = null!;
    private RpcClient _client = null!;
    private IShop _stub = null!;

    public async Task InitializeAsync()
    {
        _server.MapDynamic<IShop>(_shop);
        _endpoint = await _server.ListenAsync("rpc+tcp://127.0.0.1:0");
        _client = new RpcClient(_endpoint);
        _stub = _client.GetDynamic<IShop>();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("MessagePack")]
    [InlineData("Xdr")]
    [InlineData("Protobuf")]
    public async Task Every_kind_of_operation_is_called_in_every_format(string name)
    {
        WireFormat format = name switch { "Xdr" => WireFormat.Xdr, "Protobuf" => WireFormat.Protobuf, _ => WireFormat.MessagePack };
        await using RpcClient client = new(_endpoint, new RpcConnectionOptions { Format = format });
        IShop shop = client.GetDynamic<IShop>();

        ICart cart = await shop.OpenAsync("Ada");
        await cart.AddAsync(new Offer("tea", 2.5m, (1, "x")));
        Assert.Equal(1, await cart.CountAsync());
        Assert.Equal(new Receipt(1, 2.5m), await shop.BuyAsync(cart));
        Assert.Equal(new Offer("tea", 2.5m, (1, "x")), Assert.Single(_shop.CartOf("Ada").Offers));
        Assert.Equal(
            (Offer[])[new("offer 0", 0, (0, null)), new("offer 1", 1, (1, null))], await shop.OffersAsync(2).ToArrayAsync());
        Assert.Equal(3, await shop.TotalAsync(_shop.OffersAsync(3)));
        Assert.Equal((string[])["> offer 0", "> offer 1"], await shop.LabelsAsync("> ", _shop.OffersAsync(2)).ToArrayAsync());
        await shop.NoteAsync("one way");
        await Eventually.IsTrue(() => _shop.Notes.Contains("one way"), "The note did not arrive.");
    }

    [Fact]
    public async Task A_reference_is_the_same_stub_each_time_and_the_object_itself_at_home()
    {
        ICart cart = await _stub.OpenAsync("Ada");
        Assert.Same(cart, await _stub.OpenAsync("Ada"));
        Assert.Same(cart, Assert.Single(await _stub.CartsAsync()));
        Assert.NotSame(cart, await _stub.OpenAsync("Bob"));
        Assert.True(await _stub.IsOwnAsync(cart));
        Assert.False(await _stub.IsOwnAsync(null));
        await using Cart mine = new();
        Assert.False(await _stub.IsOwnAsync(mine));
    }

    [Fact]
    public async Task A_client_is_called_back()
    {
        Progress progress = new();
        await _stub.BuyAsync(await _stub.OpenAsync("Ada"), progress);
        Assert.Equal([50], progress.Percents);
    }

    [Fact]
    public async Task A_declared_fault_arrives_as_itself()
    {
        ICart cart = await _stub.OpenAsync("Ada");
        await cart.AddAsync(new Offer("tea", 0));

        SoldOut fault = await Assert.ThrowsAsync<SoldOut>(async () => await _stub.BuyAsync(cart));

        Assert.Equal(("tea", "tea is sold out."), (fault.Name, fault.Message));
    }

    [Fact]
    public async Task An_object_is_disposed_of_when_its_stub_is()
    {
        ICart cart = await _stub.OpenAsync("Ada");
        Assert.False(_shop.CartOf("Ada").IsDisposed);

        await cart.DisposeAsync();

        await Eventually.IsTrue(() => _shop.CartOf("Ada").IsDisposed, "The cart was not disposed of.");
        RpcException dead = await Assert.ThrowsAsync<RpcException>(async () => await cart.CountAsync());
        Assert.NotNull(dead.DeadReference);
    }

    [Fact]
    public async Task Cancelling_reaches_the_handler()
    {
        using CancellationTokenSource cancel = new();
        Task<int> call = _stub.SlowAsync(60_000, cancel.Token);
        await Eventually.IsTrue(() => _shop.LastCancellation.CanBeCanceled, "The call did not begin.");

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Eventually.IsTrue(() => _shop.LastCancellation.IsCancellationRequested, "The handler was not cancelled.");
    }

    [Fact]
    public async Task A_stub_takes_options()
    {
        IShop hasty = _stub.WithOptions(new CallOptions { Deadline = TimeSpan.FromMilliseconds(50) });

        RpcException late = await Assert.ThrowsAsync<RpcException>(() => hasty.SlowAsync(60_000));

        Assert.Equal(RpcStatus.DeadlineExceeded, late.Status);
        Assert.Equal(1, await _stub.SlowAsync(1));
        Assert.Throws<ArgumentException>(() => ((IShop)_shop).WithOptions(CallOptions.Default));
    }

    [Fact]
    public async Task Interceptors_are_around_each_call_the_first_outermost()
    {
        ConcurrentQueue<string> log = new();
        IShop shop = _client.GetDynamic<IShop>(null, new Logger(log, "outer"), new Logger(log, "inner"));

        ICart cart = await shop.OpenAsync("Ada");

        Assert.Equal(["outer> OpenAsync", "inner> OpenAsync", "<inner", "<outer"], log);
        Assert.True(await shop.IsOwnAsync(cart));
    }

    [Fact]
    public void A_contract_is_read_once() =>
        Assert.Same(Proxies.DynamicContract.Of(typeof(IShop)), Proxies.DynamicContract.Of(typeof(IShop)));

    private sealed class Logger(ConcurrentQueue<string> log, string name) : IInterceptor
    {
        public void Intercept(IInvocation invocation)
        {
            log.Enqueue($"{name}> {invocation.Method.Name}");
            invocation.Proceed();
            log.Enqueue($"<{name}");
        }
    }
}
