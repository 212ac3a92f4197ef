namespace RpcStack.Transports;

/// <summary>Accepts connections. Disposing it ends a running accept; accepted connections live on.</summary>
public abstract class TransportListener : IAsyncDisposable
{
    /// <summary>Where it listens, with the port that the system chose.</summary>
    public abstract RpcEndpoint Endpoint { get; }

    /// <summary>The next connection, or null once the listener is disposed. One accept at a time.</summary>
    public abstract ValueTask<TransportConnection?> AcceptAsync(CancellationToken cancel);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
