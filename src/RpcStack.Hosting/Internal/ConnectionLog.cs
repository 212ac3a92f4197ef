using Microsoft.Extensions.Logging;
using RpcStack.Protocol;

namespace RpcStack.Hosting.Internal;

/// <summary>Logs the lives of connections.</summary>
internal sealed class ConnectionLog(ILogger log)
{
    public void Watch(RpcConnection connection)
    {
        log.ConnectionOpened(connection.RemoteName);
        connection.StateChanged += (_, state) => Tell(connection, state);
    }

    private void Tell(RpcConnection connection, RpcConnectionState state)
    {
        switch (state)
        {
            case RpcConnectionState.Suspect: log.ConnectionSuspect(connection.RemoteName); break;
            case RpcConnectionState.Open: log.ConnectionRecovered(connection.RemoteName); break;
            case RpcConnectionState.Draining: log.ConnectionDraining(connection.RemoteName); break;
            default:
                (long sent, long received) = connection.Traffic;
                log.ConnectionClosed(connection.RemoteName, sent, received, connection.CloseReason?.Message);
                break;
        }
    }
}
