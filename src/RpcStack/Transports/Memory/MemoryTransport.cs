using System.Collections.Concurrent;

namespace RpcStack.Transports.Memory;

/// <summary>Listeners of this process by name. A client's connection is a pair of pipes, one end of which is accepted.</summary>
internal sealed class MemoryTransport : Transport
{
    private readonly ConcurrentDictionary<string, MemoryListener> _listeners = new(StringComparer.Ordinal);
    private long _connections;

    public override string Scheme => "mem";

    public override ValueTask<TransportConnection> ConnectAsync(RpcEndpoint endpoint, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (_listeners.TryGetValue(endpoint.Host, out MemoryListener? listener))
        {
            string client = $"mem:{endpoint.Host}#{Interlocked.Increment(ref _connections)}";
            (MemoryConnection near, MemoryConnection far) = MemoryConnection.Pair(client, $"mem:{endpoint.Host}");
            if (listener.TryEnqueue(far)) return new(near);
        }

        throw new RpcException(RpcStatus.Unavailable, $"{endpoint}: nobody listens there.", RpcPhase.Connect);
    }

    public override ValueTask<TransportListener> ListenAsync(RpcEndpoint endpoint, CancellationToken cancel)
    {
        var listener = new MemoryListener(endpoint, ended => _listeners.TryRemove(new(ended.Endpoint.Host, ended)));
        return _listeners.TryAdd(endpoint.Host, listener)
            ? new(listener)
            : throw new RpcException(RpcStatus.AlreadyExists, $"{endpoint}: the name is taken.", RpcPhase.Connect);
    }
}
