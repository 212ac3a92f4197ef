using System.Security.Claims;
using RpcStack.Tests.Calls;
using RpcStack.Transports;

namespace RpcStack.Tests.Objects;

/// <summary>Names, and the objects that they lead to.</summary>
public sealed class RegistryTests : IAsyncLifetime
{
    private readonly RpcServer _server = new(new RpcServerOptions { MaxBindings = 3 });
    private RpcEndpoint _endpoint = null!;
    private RpcClient _client = null!;
    private IRegistry _registry = null!;

    public async Task InitializeAsync()
    {
        _server.Map<IBank>(new Bank(), "bank");
        _endpoint = await _server.ListenAsync(TestPair.UniqueMemory());
        _client = new RpcClient(_endpoint);
        _registry = _client.Get<IRegistry>();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_services_name_leads_to_it()
    {
        IBank bank = await RpcObject.LookupAsync<IBank>($"{_endpoint}/bank");
        Assert.Equal("Ada", await (await bank.OpenAsync("Ada")).OwnerAsync());
        Assert.Equal([new Binding("bank", "", "RpcStack.Tests.Objects.Bank")], await _registry.ListAsync());
        NotBound missing = await Assert.ThrowsAsync<NotBound>(async () => await RpcObject.LookupAsync<IBank>($"{_endpoint}/none"));
        Assert.Equal("none", missing.Name);
        await Assert.ThrowsAsync<InvalidCastException>(async () => await RpcObject.LookupAsync<IAccount>($"{_endpoint}/bank"));
    }

    [Fact]
    public async Task A_name_that_is_bound_leads_to_another_server()
    {
        await using BankPair far = await BankPair.StartAsync();
        string there = $"{far.Server.Endpoints.Single()}/RpcStack.Tests.Objects.Bank";
        await _registry.BindAsync(new Binding("far", there));
        IBank bank = await RpcObject.LookupAsync<IBank>($"{_endpoint}/far");
        await using IAccount account = await bank.OpenAsync("Eve");
        Assert.True(far.Bank.Accounts.ContainsKey("Eve"));
        // A program's own server is its registry too.
        Assert.Equal(there, (await _server.Registry.LookupAsync("far")).Endpoint);
    }

    [Fact]
    public async Task Names_are_bound_rebound_and_unbound_and_whoever_watches_is_told()
    {
        await using IAsyncEnumerator<RegistryChange> changes = _registry.WatchAsync().GetAsyncEnumerator();
        Assert.Equal("Bound bank", await NextAsync());
        var one = new Binding("one", "rpc+tcp://a:1/x");
        await _registry.BindAsync(one);
        Assert.Equal("Bound one", await NextAsync());
        AlreadyBound taken = await Assert.ThrowsAsync<AlreadyBound>(async () => await _registry.BindAsync(one with { Endpoint = "rpc+tcp://b:2" }));
        Assert.Equal(one, taken.Binding);
        await _registry.RebindAsync(one with { Endpoint = "rpc+tcp://b:2" });
        Assert.Equal("Rebound one", await NextAsync());
        Assert.Equal("rpc+tcp://b:2", (await _registry.LookupAsync("one")).Endpoint);
        await _registry.UnbindAsync("one");
        Assert.Equal("Unbound one", await NextAsync());
        await Assert.ThrowsAsync<NotBound>(async () => await _registry.UnbindAsync("one"));

        async Task<string> NextAsync()
        {
            Assert.True(await changes.MoveNextAsync());
            return $"{changes.Current.Event} {changes.Current.Binding.Name}";
        }
    }

    [Fact]
    public async Task A_servers_own_names_stay_its_own_and_bindings_have_sense_and_a_limit()
    {
        await Assert.ThrowsAsync<AlreadyBound>(async () => await _registry.RebindAsync(new Binding("bank", "rpc+tcp://a:1")));
        Assert.Equal(RpcStatus.PermissionDenied, await StatusOf(_registry.UnbindAsync("bank")));
        Assert.Equal(RpcStatus.InvalidArgument, await StatusOf(_registry.BindAsync(new Binding("", "rpc+tcp://a:1"))));
        Assert.Equal(RpcStatus.InvalidArgument, await StatusOf(_registry.BindAsync(new Binding("x", "elsewhere"))));
        for (int i = 0; i < 3; i++) await _registry.BindAsync(new Binding($"{i}", "rpc+tcp://a:1"));
        Assert.Equal(RpcStatus.ResourceExhausted, await StatusOf(_registry.BindAsync(new Binding("3", "rpc+tcp://a:1"))));
    }

    [Fact]
    public async Task Only_callers_on_the_machine_and_those_whom_the_server_says_write_and_see_references()
    {
        var admin = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "root")], "test"));
        foreach ((ClaimsPrincipal? who, bool may) in new[] { (admin, true), (null, false) })
        {
            using var far = new FarTransport(who);
            var options = new RpcServerOptions
            {
                Connection = new() { Transport = new TransportOptions { Override = far } },
                Administers = principal => principal.Identity?.Name == "root",
            };
            await using var server = new RpcServer(options);
            await using var client = new RpcClient(await server.ListenAsync(TestPair.UniqueMemory()));
            IRegistry registry = client.Get<IRegistry>();
            Assert.Empty(await registry.ListAsync());
            RpcStatus expected = may ? RpcStatus.Ok : RpcStatus.PermissionDenied;
            Assert.Equal(expected, await StatusOf(registry.BindAsync(new Binding("x", "rpc+tcp://a:1"))));
            Assert.Equal(expected, await StatusOf(registry.RebindAsync(new Binding("x", "rpc+tcp://a:1"))));
            Assert.Equal(expected, await StatusOf(registry.UnbindAsync("x")));
            Assert.Equal(expected, await StatusOf(new ValueTask(client.Get<IDiagnostics>().ReferencesAsync().AsTask())));
        }
    }

    [Fact]
    public async Task A_watcher_that_falls_behind_is_told_and_holds_up_nobody()
    {
        var watched = new RpcServer();
        await using IAsyncEnumerator<RegistryChange> changes = watched.Registry.WatchAsync().GetAsyncEnumerator();
        var binding = new Binding("x", "rpc+tcp://a:1");
        ValueTask<bool> first = changes.MoveNextAsync();
        for (int i = 0; i < 3000; i++) await watched.Registry.RebindAsync(binding);
        Assert.True(await first);
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await changes.MoveNextAsync())
            {
            }
        });
        Assert.Equal(RpcStatus.ResourceExhausted, error.Status);
        await watched.DisposeAsync();
    }

    private static async Task<RpcStatus> StatusOf(ValueTask call)
    {
        try
        {
            await call;
            return RpcStatus.Ok;
        }
        catch (RpcException error)
        {
            return error.Status;
        }
    }
}
