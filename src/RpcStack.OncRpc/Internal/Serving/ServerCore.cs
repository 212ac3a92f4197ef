namespace RpcStack.OncRpc.Internal.Serving;

/// <summary>What the doors of a server share.</summary>
internal sealed class ServerCore(OncRpcServerOptions options) : IDisposable
{
    private readonly CancellationTokenSource _draining = new();

    public OncRpcServerOptions Options { get; } = options;

    public ProgramTable Programs { get; } = new();

    /// <summary>Cancelled when the server begins to stop.</summary>
    public CancellationToken Draining => _draining.Token;

    public Task DrainAsync() => _draining.StopAsync();

    public void Dispose() => _draining.Dispose();
}
