using RpcStack.Marshalling;
using RpcStack.Protocol;

namespace RpcStack.Tests.Objects;

/// <summary>Objects by reference, wherever a value can stand.</summary>
public sealed class ReferenceTests
{
    public static TheoryData<WireFormat> Formats => [WireFormat.MessagePack, WireFormat.Xdr, WireFormat.Protobuf];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task An_object_that_is_returned_is_called_where_it_is(WireFormat format)
    {
        await using BankPair pair = await BankPair.StartAsync(RpcConnectionOptions.Default with { Format = format });
        IAccount account = await pair.Stub.OpenAsync("Ada");
        Assert.IsNotType<Account>(account);
        Assert.Equal("Ada", await account.OwnerAsync());
        Assert.Equal(5, await account.DepositAsync(5));
        Assert.Equal(7, await pair.Bank.Accounts["Ada"].DepositAsync(2, default));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task The_same_object_has_the_same_stub_in_results_fields_maps_and_streams(WireFormat format)
    {
        await using BankPair pair = await BankPair.StartAsync(RpcConnectionOptions.Default with { Format = format });
        IAccount account = await pair.Stub.OpenAsync("0");
        Assert.Same(account, await pair.Stub.FindAsync("0"));
        IAccount other = await pair.Stub.OpenAsync("other");
        Assert.NotSame(account, other);
        Statement statement = await pair.Stub.StatementAsync([account, other, account]);
        Assert.Equal("3 of 2", statement.Title);
        Assert.Same(account, statement.First);
        Assert.Same(other, statement.ByOwner["1"]);
        Assert.Null(statement.None);
        List<IAccount> all = await pair.Stub.AllAsync(3).ToListAsync();
        Assert.Same(account, all[0]);
        Assert.Equal("2", await all[2].OwnerAsync());
    }

    [Fact]
    public async Task No_object_is_null()
    {
        await using BankPair pair = await BankPair.StartAsync();
        Assert.Null(await pair.Stub.FindAsync("nobody"));
        await Assert.ThrowsAsync<RpcException>(async () => await pair.Stub.IsOwnAsync(null!));
    }

    [Fact]
    public async Task A_stub_that_goes_home_is_the_object_itself()
    {
        await using BankPair pair = await BankPair.StartAsync();
        IAccount account = await pair.Stub.OpenAsync("Ada");
        Assert.True(await pair.Stub.IsOwnAsync(account));
        Assert.Equal("AdaAda same", await pair.Stub.OwnerOfAsync(account, 2, account));
        Assert.Same(account, await pair.Stub.EchoAsync(account));
    }

    [Fact]
    public async Task An_object_of_the_client_is_served_to_the_server_and_comes_back_as_itself()
    {
        await using BankPair pair = await BankPair.StartAsync();
        var own = new Account("Bob");
        Assert.False(await pair.Stub.IsOwnAsync(own));
        Assert.Equal("Bob", await pair.Stub.OwnerOfAsync(own, 1, null));
        Assert.Same(own, await pair.Stub.EchoAsync(own));
    }

    [Fact]
    public async Task A_stream_of_objects_goes_to_the_server()
    {
        await using BankPair pair = await BankPair.StartAsync();
        Account[] own = [new("a"), new("b"), new("c")];
        Assert.Equal(3, await pair.Stub.TakeAsync(own.ToAsyncEnumerable()));
        await Eventually.IsTrue(() => own.All(a => a.Disposals == 1), "The server let go of each, and nobody else held it.");
    }

    [Fact]
    public async Task An_object_of_a_third_party_is_called_through_the_middle()
    {
        await using BankPair far = await BankPair.StartAsync();
        await using BankPair near = await BankPair.StartAsync();
        IAccount account = await far.Stub.OpenAsync("Eve");
        Assert.Equal("Eve", await near.Stub.OwnerOfAsync(account, 1, null));
        Assert.Same(account, await near.Stub.EchoAsync(account));
    }

    [Fact]
    public async Task A_services_own_stub_goes_home_as_the_object_itself_and_to_others_as_a_stub()
    {
        var account = new Account("service");
        await using var server = new RpcServer();
        server.Map<IAccount>(account);
        server.Map<IBank>(new Bank());
        await using var client = new RpcClient(await server.ListenAsync(Calls.TestPair.UniqueMemory()));
        IAccount service = client.Get<IAccount>();
        Assert.True(await client.Get<IBank>().IsOwnAsync(service));
        await using BankPair other = await BankPair.StartAsync();
        Assert.False(await other.Stub.IsOwnAsync(service));
        Assert.Equal("service", await other.Stub.OwnerOfAsync(service, 1, null));
    }

    [Fact]
    public async Task What_is_set_before_calls_sees_those_on_services_references_and_promises()
    {
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var options = new RpcConnectionOptions { Intercept = next => new Seeing(next, seen) };
        await using BankPair pair = await BankPair.StartAsync(options);
        IAccount account = await pair.Stub.OpenAsync("Ada");
        await account.OwnerAsync();
        await pair.Stub.OpenPromised("Bob").DepositAsync(1);
        Assert.Equal(["Open", "Owner", "Open", "Deposit"], seen);
        Assert.True(await pair.Stub.IsOwnAsync(account));
    }

    [Fact]
    public async Task References_say_their_type_and_where_asked_the_stack_that_made_them()
    {
        var traced = new RpcConnectionOptions { TracesReferences = true };
        await using BankPair pair = await BankPair.StartAsync(traced, traced);
        IAccount account = await pair.Stub.OpenAsync("Ada");
        RpcReference export = pair.Served.References.Exports.Single(), import = pair.Client.Connection!.References.Imports.Single();
        Assert.Equal(typeof(Account).ToString(), export.Type);
        Assert.Contains("RpcConnection.Export", export.Stack);
        Assert.Contains("RpcConnection.Import", import.Stack);
        Assert.True(export.LeaseEnds > DateTimeOffset.UtcNow + TimeSpan.FromSeconds(30));
        ReferenceReport report = (await pair.Client.Get<IDiagnostics>().ReferencesAsync()).Single();
        Assert.True(report.IsExport);
        Assert.Equal(export.Stack, report.Stack);
        Assert.InRange(report.Lease, 30_000, 60_000);
        await account.DisposeAsync();
    }

    private sealed class Seeing(RpcChannel next, System.Collections.Concurrent.ConcurrentQueue<string> seen) : ChannelInterceptor(next)
    {
        public override ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
            Operation<TRequest, TResponse> operation,
            RpcTarget target,
            TRequest request,
            CallOptions options,
            CancellationToken cancel)
        {
            seen.Enqueue(operation.Name);
            return base.UnaryAsync(operation, target, request, options, cancel);
        }
    }

    [Fact]
    public async Task Only_a_connection_carries_references()
    {
        var error = Assert.Throws<MarshalException>(() => JsonFormat.Instance.Encode(
            new ByteWriter(), Marshaller<IAccount, ReferenceCodec<IAccount>>.Instance, new Account("x")));
        Assert.Contains("by reference", error.Message);
        await Task.CompletedTask;
    }
}
