using System.Threading.Channels;

namespace RpcStack.Transports.Memory;

internal sealed class MemoryListener(RpcEndpoint endpoint, Action<MemoryListener> ended) : TransportListener
{
    private readonly Channel<MemoryConnection> _waiting = Channel.CreateBounded<MemoryConnection>(1024);

    public override RpcEndpoint Endpoint { get; } = endpoint;

    public bool TryEnqueue(MemoryConnection connection) => _waiting.Writer.TryWrite(connection);

    public override async ValueTask<TransportConnection?> AcceptAsync(CancellationToken cancel)
    {
        while (await _waiting.Reader.WaitToReadAsync(cancel).ConfigureAwait(false))
            if (_waiting.Reader.TryRead(out MemoryConnection? connection)) return connection;
        return null;
    }

    public override ValueTask DisposeAsync()
    {
        ended(this);
        _waiting.Writer.TryComplete();
        while (_waiting.Reader.TryRead(out MemoryConnection? connection)) connection.Abort();
        return default;
    }
}
