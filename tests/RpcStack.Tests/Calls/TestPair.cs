using RpcStack.Protocol;
using RpcStack.Transports;

namespace RpcStack.Tests.Calls;

/// <summary>A server with a tester, and a client of it.</summary>
public sealed class TestPair : IAsyncDisposable
{
    private static int _names;

    private TestPair(RpcServer server, RpcClient client, Tester tester)
    {
        Server = server;
        Client = client;
        Tester = tester;
        Stub = client.Get<ITester>();
    }

    public RpcServer Server { get; }

    public RpcClient Client { get; }

    public Tester Tester { get; }

    public ITester Stub { get; }

    public RpcEndpoint Endpoint => Client.Endpoint;

    /// <summary>An in-memory endpoint that no other test uses.</summary>
    public static string UniqueMemory() => $"rpc+mem://test-{Interlocked.Increment(ref _names)}";

    public static async Task<TestPair> StartAsync(
        string endpoint = "rpc+tcp://127.0.0.1:0",
        RpcServerOptions? server = null,
        RpcConnectionOptions? client = null)
    {
        var tester = new Tester();
        var rpcServer = new RpcServer(server);
        rpcServer.Map<ITester>(tester);
        RpcEndpoint listening = await rpcServer.ListenAsync(endpoint);
        var rpcClient = new RpcClient(listening, client);
        return new TestPair(rpcServer, rpcClient, tester);
    }

    /// <summary>Makes a call, and gives what its handler saw of it.</summary>
    public async Task<CallContext> CaptureAsync()
    {
        await Stub.ContextAsync();
        return Tester.LastContext!;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }
}
