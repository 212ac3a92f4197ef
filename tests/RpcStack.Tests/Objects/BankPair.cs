using RpcStack.Protocol;
using RpcStack.Tests.Calls;

namespace RpcStack.Tests.Objects;

/// <summary>A bank behind a server, and a client of it.</summary>
public sealed class BankPair : IAsyncDisposable
{
    private BankPair(RpcServer server, RpcClient client, Bank bank) => (Server, Client, Bank) = (server, client, bank);

    public RpcServer Server { get; }

    public RpcClient Client { get; }

    public Bank Bank { get; }

    public IBank Stub => Client.Get<IBank>();

    /// <summary>The server's side of the one connection.</summary>
    public RpcConnection Served => Server.Connections.Single();

    public static async Task<BankPair> StartAsync(RpcConnectionOptions? client = null, RpcConnectionOptions? server = null)
    {
        var bank = new Bank();
        var rpcServer = new RpcServer(new RpcServerOptions { Connection = server ?? RpcConnectionOptions.Default });
        rpcServer.Map<IBank>(bank);
        var listening = await rpcServer.ListenAsync(TestPair.UniqueMemory());
        return new BankPair(rpcServer, new RpcClient(listening, client), bank);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }
}
