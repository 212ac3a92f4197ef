using RpcStack.Transports;

namespace RpcStack.Tests.Transports;

/// <summary>Remembers what its listeners' connections receive.</summary>
internal sealed class Spy(Transport inner) : Transport, IDisposable
{
    private readonly MemoryStream _seen = new();

    public override string Scheme => inner.Scheme;

    public byte[] Seen
    {
        get
        {
            lock (_seen) return _seen.ToArray();
        }
    }

    public override ValueTask<TransportConnection> ConnectAsync(RpcEndpoint endpoint, CancellationToken cancel) =>
        inner.ConnectAsync(endpoint, cancel);

    public override async ValueTask<TransportListener> ListenAsync(RpcEndpoint endpoint, CancellationToken cancel) =>
        new Listener(await inner.ListenAsync(endpoint, cancel), this);

    public void Dispose() => _seen.Dispose();

    private void Note(ReadOnlySpan<byte> bytes)
    {
        lock (_seen) _seen.Write(bytes);
    }

    private sealed class Listener(TransportListener inner, Spy spy) : TransportListener
    {
        public override RpcEndpoint Endpoint => inner.Endpoint;

        public override async ValueTask<TransportConnection?> AcceptAsync(CancellationToken cancel) =>
            await inner.AcceptAsync(cancel) is { } connection ? new Connection(connection, spy) : null;

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Connection(TransportConnection inner, Spy spy) : TransportConnection
    {
        public override string LocalName => inner.LocalName;

        public override string RemoteName => inner.RemoteName;

        public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel)
        {
            int count = await inner.ReceiveAsync(buffer, cancel);
            spy.Note(buffer.Span[..count]);
            return count;
        }

        public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
            inner.SendAsync(bytes, cancel);

        public override void FinishSending() => inner.FinishSending();

        public override void Abort() => inner.Abort();

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
