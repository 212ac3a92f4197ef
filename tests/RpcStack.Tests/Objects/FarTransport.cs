using System.Security.Claims;
using RpcStack.Transports;

namespace RpcStack.Tests.Objects;

/// <summary>Connections in memory whose peers seem to be on another machine, and to be somebody or nobody.</summary>
internal sealed class FarTransport(ClaimsPrincipal? who) : Transport, IDisposable
{
    public override string Scheme => "mem";

    public override ValueTask<TransportConnection> ConnectAsync(RpcEndpoint endpoint, CancellationToken cancel) =>
        Memory.ConnectAsync(endpoint, cancel);

    public override async ValueTask<TransportListener> ListenAsync(RpcEndpoint endpoint, CancellationToken cancel) =>
        new Listener(await Memory.ListenAsync(endpoint, cancel), who);

    public void Dispose()
    {
    }

    private sealed class Listener(TransportListener inner, ClaimsPrincipal? who) : TransportListener
    {
        public override RpcEndpoint Endpoint => inner.Endpoint;

        public override async ValueTask<TransportConnection?> AcceptAsync(CancellationToken cancel) =>
            await inner.AcceptAsync(cancel) is { } accepted ? new Connection(accepted, who) : null;

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Connection(TransportConnection inner, ClaimsPrincipal? who) : TransportConnection
    {
        public override string LocalName => inner.LocalName;

        public override string RemoteName => inner.RemoteName;

        public override ClaimsPrincipal? Principal => who;

        public override ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel) =>
            inner.ReceiveAsync(buffer, cancel);

        public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel) => inner.SendAsync(bytes, cancel);

        public override void FinishSending() => inner.FinishSending();

        public override void Abort() => inner.Abort();

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
