using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RpcStack.Grpc;
using RpcStack.Transports;

namespace RpcStack.Cli.Serving;

/// <summary>The servers before one store, one for each way to ask. They are opened together, and closed the last one first.</summary>
internal abstract class Doors : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _open = new();
    private readonly List<RpcEndpoint> _rpc = [];

    public IReadOnlyList<RpcEndpoint> RpcEndpoints => _rpc;

    /// <summary>Where gRPC is spoken; null where it is not.</summary>
    public string? GrpcAddress { get; private set; }

    /// <summary>Closes the doors, and lets those who are inside finish.</summary>
    public async ValueTask DisposeAsync()
    {
        while (_open.TryPop(out IAsyncDisposable? door)) await door.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Opens all of them, or leaves none open.</summary>
    protected static async Task<TDoors> OpenAsync<TDoors>(TDoors doors, Func<TDoors, Task> open) where TDoors : Doors
    {
        try
        {
            await open(doors).ConfigureAwait(false);
            return doors;
        }
        catch
        {
            await doors.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Has something closed with the doors.</summary>
    protected T Keep<T>(T door) where T : IAsyncDisposable
    {
        _open.Push(door);
        return door;
    }

    protected T Open<T>(string scheme, IPEndPoint endPoint, Func<IPEndPoint, T> start) where T : IAsyncDisposable =>
        Keep(Door.Open(scheme, endPoint, start));

    /// <summary>Opens the doors of RPC.</summary>
    protected async Task<RpcServer> OpenRpcAsync(
        IReadOnlyList<RpcEndpoint> endpoints, Action<RpcServer> map, CancellationToken cancel)
    {
        RpcServer rpc = Keep(new RpcServer());
        map(rpc);
        foreach (RpcEndpoint endpoint in endpoints)
            _rpc.Add(await Door.OpenAsync(rpc, endpoint, cancel).ConfigureAwait(false));
        return rpc;
    }

    /// <summary>Opens the door of gRPC, where there is to be one.</summary>
    protected async Task OpenGrpcAsync(IPEndPoint? endPoint, Action<GrpcRpcServer> map, CancellationToken cancel)
    {
        if (endPoint is null) return;
        GrpcRpcServer grpc = Keep(new GrpcRpcServer());
        map(grpc);
        GrpcAddress = await Door.OpenAsync(grpc, endPoint, cancel).ConfigureAwait(false);
    }

    /// <summary>Reads a certificate and its private key.</summary>
    /// <exception cref="CliException">The file has none; it says why.</exception>
    protected static X509Certificate2 Load(FileInfo file)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(file.FullName);
        }
        catch (CryptographicException bad)
        {
            throw new CliException($"{file}: no certificate with its private key in PEM: {bad.Message}", cause: bad);
        }
    }
}
