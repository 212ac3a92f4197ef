using RpcStack.Protocol;
using RpcStack.Tests.Calls;

namespace RpcStack.Tests.Objects;

/// <summary>A root folder behind a server, and a client of it.</summary>
public sealed class FolderPair : IAsyncDisposable
{
    private FolderPair(RpcServer server, RpcClient client, Folder root) => (Server, Client, Root) = (server, client, root);

    public RpcServer Server { get; }

    public RpcClient Client { get; }

    public Folder Root { get; }

    public IFolder Stub => Client.Get<IFolder>();

    /// <summary>The server's side of the one connection.</summary>
    public RpcConnection Served => Server.Connections.Single();

    /// <param name="opening">Runs within each opening of a folder.</param>
    /// <param name="client">The client's options.</param>
    /// <param name="server">The server's options.</param>
    public static async Task<FolderPair> StartAsync(
        Func<string, Task>? opening = null, RpcConnectionOptions? client = null, RpcServerOptions? server = null)
    {
        var root = new Folder("root", opening);
        var rpcServer = new RpcServer(server);
        rpcServer.Map<IFolder>(root);
        string endpoint = client?.Transport.Override is null ? TestPair.UniqueMemory() : "rpc+tcp://127.0.0.1:0";
        return new FolderPair(rpcServer, new RpcClient(await rpcServer.ListenAsync(endpoint), client), root);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }
}
