using RpcStack.Transports;

namespace RpcStack.Testing.Internal;

internal sealed class SimulatedListener(
    TransportListener inner, Func<TransportConnection, TransportConnection> decorate) : TransportListener
{
    public override RpcEndpoint Endpoint => inner.Endpoint;

    public override async ValueTask<TransportConnection?> AcceptAsync(CancellationToken cancel) =>
        await inner.AcceptAsync(cancel).ConfigureAwait(false) is { } connection ? decorate(connection) : null;

    public override ValueTask DisposeAsync() => inner.DisposeAsync();
}
