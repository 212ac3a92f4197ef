using System.Net.Sockets;
using RpcStack.Transports.Internal;

namespace RpcStack.Transports.Tcp;

internal sealed class TcpListener(Socket socket, RpcEndpoint endpoint) : SocketListener(socket, endpoint)
{
    protected override TransportConnection Connect(Socket accepted)
    {
        accepted.NoDelay = true;
        return new TcpConnection(accepted);
    }
}
