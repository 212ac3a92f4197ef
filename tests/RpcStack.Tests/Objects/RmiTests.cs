using System.Runtime.CompilerServices;
using RpcStack.Tests.Calls;

namespace RpcStack.Tests.Objects;

/// <summary>What a course on Java RMI teaches of it, here.</summary>
public sealed class RmiTests : IAsyncLifetime
{
    private readonly Bank _bank = new();
    private readonly RpcServer _server = new();
    private string _url = "";

    public async Task InitializeAsync()
    {
        _server.Map<IBank>(_bank, "bank");
        _server.Map<IFolder>(new Folder("root"), "folder");
        _url = (await _server.ListenAsync(TestPair.UniqueMemory())).ToString();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Looking_up_a_name_that_is_not_bound_is_NotBound() =>
        await Assert.ThrowsAsync<NotBound>(async () => await RpcObject.LookupAsync<IBank>($"{_url}/nobody"));

    [Fact]
    public async Task Binding_a_name_twice_is_AlreadyBound()
    {
        await using var client = new RpcClient(_url);
        IRegistry registry = client.Get<IRegistry>();
        var binding = new Binding("twice", $"{_url}/bank");
        await registry.BindAsync(binding);
        await Assert.ThrowsAsync<AlreadyBound>(async () => await registry.BindAsync(binding));
        await registry.RebindAsync(binding);
        Assert.IsAssignableFrom<IBank>(await RpcObject.LookupAsync<IBank>($"{_url}/twice"));
    }

    [Fact]
    public async Task An_object_that_is_passed_is_called_back()
    {
        IBank bank = await RpcObject.LookupAsync<IBank>($"{_url}/bank");
        Assert.Equal("heard: news", await bank.NotifyAsync(new Listener(news => new($"heard: {news}")), "news"));
    }

    [Fact]
    public async Task Stubs_of_one_object_are_equal()
    {
        IBank bank = await RpcObject.LookupAsync<IBank>($"{_url}/bank");
        IAccount one = await bank.OpenAsync("Ada"), same = await bank.OpenAsync("Ada"), other = await bank.OpenAsync("Bob");
        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task A_remote_exception_arrives_as_its_own_type()
    {
        IFolder folder = await RpcObject.LookupAsync<IFolder>($"{_url}/folder");
        NoFolder fault = await Assert.ThrowsAsync<NoFolder>(async () =>
        {
            await using IFolder opened = await folder.OpenAsync("none");
        });
        Assert.Equal("none", fault.Name);
    }

    [Fact]
    public async Task An_object_that_nobody_refers_to_any_more_is_let_go_of()
    {
        IBank bank = await RpcObject.LookupAsync<IBank>($"{_url}/bank");
        await OpenAndForgetAsync(bank);
        await Eventually.IsTrue(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return _bank.Accounts["forgotten"].Disposals == 1;
        });

        [MethodImpl(MethodImplOptions.NoInlining)]
        static async Task OpenAndForgetAsync(IBank bank) => await (await bank.OpenAsync("forgotten")).OwnerAsync();
    }

    [Fact]
    public async Task A_client_that_vanishes_holds_nothing()
    {
        var client = new RpcClient(_url);
        IAccount account = await client.Get<IBank>("bank").OpenAsync("Ada");
        Assert.Equal(0, _bank.Accounts["Ada"].Disposals);
        await client.DisposeAsync();
        await Eventually.IsTrue(() => _bank.Accounts["Ada"].Disposals == 1);
        GC.KeepAlive(account);
    }
}
