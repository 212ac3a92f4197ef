using System.Security.Claims;
using RpcStack.OncPeer;
using RpcStack.TestContracts;
using RpcStack.Tests.Calls;
using RpcStack.Transports;

namespace RpcStack.OncRpc.Tests.Calls;

/// <summary>What goes over this wire, who is let in, and how a loss shows.</summary>
public sealed class ContractTests
{
    [Fact]
    public void A_contract_that_the_wire_cannot_carry_is_refused_by_name()
    {
        var server = new OncRpcServer();
        var client = new OncRpcClient("onc+tcp://localhost:1");
        string refusal = Assert.Throws<ArgumentException>(() => client.Get<ICalculator>()).Message;
        Assert.Contains("RpcStack.TestContracts.Calculator cannot go over ONC RPC: it is no program", refusal, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => client.Get<IInteropProgV3>("by name"));
        server.Map<IInteropProgV3>(new Interop());
        Assert.Throws<ArgumentException>(() => server.Map<IInteropProgV3>(new Interop()));
        Assert.Equal([new OncProgram(0x20000777, 3)], server.Programs);
    }

    [Theory]
    [InlineData("tcp://localhost", "does not begin with onc+")]
    [InlineData("onc+tcp://", "host is missing")]
    [InlineData("onc+tcp://localhost/name", "by its program's number")]
    public void An_endpoint_that_is_none_says_why(string text, string reason)
    {
        Assert.Contains(reason, Assert.Throws<FormatException>(() => OncRpcEndpoint.Parse(text)).Message, StringComparison.Ordinal);
        Assert.False(OncRpcEndpoint.TryParse(text, out _));
    }

    [Fact]
    public async Task A_hook_sees_who_calls_and_refuses()
    {
        var failures = new List<string>();
        await using var server = new OncRpcServer(new OncRpcServerOptions
        {
            Authorize = call => call.Principal?.FindFirst(PeerClaims.UserId)?.Value switch
            {
                null => throw new RpcException(RpcStatus.Unauthenticated, "who are you?", RpcPhase.Dispatch),
                "0" => default,
                _ => throw new RpcException(RpcStatus.PermissionDenied, "not you", RpcPhase.Dispatch),
            },
            OnFailure = (call, error) => failures.Add($"{call.Operation.Name}: {error.Message}"),
        });
        server.Map<ITester>(new Tester());
        OncRpcEndpoint endpoint = await server.ListenAsync("onc+tcp://127.0.0.1:0");

        Assert.Equal(RpcStatus.Unauthenticated, await StatusAsync(null));
        Assert.Equal(RpcStatus.PermissionDenied, await StatusAsync(new AuthSys("here", 1000, 1000)));
        Assert.Equal(RpcStatus.Unknown, await StatusAsync(new AuthSys("here", 0, 0, 1, 2, 3)));
        Assert.Equal(["Throw: thrown at once"], failures);

        async Task<RpcStatus> StatusAsync(AuthSys? credential)
        {
            await using var client = new OncRpcClient(endpoint, new OncRpcClientOptions { Credential = credential });
            RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await client.Get<ITester>().ThrowAsync("now"));
            return error.Status;
        }
    }

    [Fact]
    public void A_credential_has_the_claims_of_its_user_and_groups()
    {
        var credential = new AuthSys("host", 7, 8, 9, 10);
        ClaimsPrincipal principal = AuthSys.TryRead(credential.Encoded)!.ToPrincipal();
        Assert.Equal("7@host", principal.Identity!.Name);
        Assert.Equal(["8", "9", "10"], principal.FindAll(PeerClaims.GroupId).Select(claim => claim.Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AuthSys("host", 1, 1, new uint[17]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AuthSys(new string('x', 256), 1, 1));
    }

    [Fact]
    public async Task A_client_connects_again_where_its_server_was_away()
    {
        var first = new OncRpcServer();
        first.Map<ITester>(new Tester());
        OncRpcEndpoint endpoint = await first.ListenAsync("onc+tcp://127.0.0.1:0");
        await using var client = new OncRpcClient(endpoint);
        ITester stub = client.Get<ITester>();
        Assert.Equal("1", await stub.EchoAsync("1"));
        await first.DisposeAsync();
        RpcException away = await Assert.ThrowsAsync<RpcException>(async () => await stub.EchoAsync("2"));
        Assert.Equal(RpcStatus.Unavailable, away.Status);

        await using var second = new OncRpcServer();
        second.Map<ITester>(new Tester());
        await second.ListenAsync(endpoint);
        Assert.Equal("3", await stub.With(new CallOptions { WaitForReady = true }).EchoAsync("3"));
    }

    [Fact]
    public async Task A_connection_that_breaks_says_that_the_call_may_have_run()
    {
        await using var server = new OncRpcServer(new OncRpcServerOptions { DrainTimeout = TimeSpan.Zero });
        var tester = new Tester();
        server.Map<ITester>(tester);
        await using var client = new OncRpcClient(await server.ListenAsync("onc+tcp://127.0.0.1:0"));
        Task waiting = client.Get<ITester>().WaitAsync(30_000).AsTask();
        await RpcStack.Tests.Eventually.IsTrue(() => tester.Waiting == 1);
        await server.DisposeAsync();
        RpcException error = await Assert.ThrowsAsync<RpcException>(() => waiting);
        Assert.Equal(RpcStatus.Unavailable, error.Status);
        Assert.True(error.Started);
        Assert.True(await tester.Cancelled.WaitAsync(5000), "The handler was not cancelled.");
    }
}
