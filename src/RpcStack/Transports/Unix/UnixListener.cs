using System.Net.Sockets;
using RpcStack.Transports.Internal;

namespace RpcStack.Transports.Unix;

/// <summary>Its file goes with it: .NET removes what a socket was bound to when that is disposed.</summary>
internal sealed class UnixListener(Socket socket, RpcEndpoint endpoint) : SocketListener(socket, endpoint)
{
    protected override TransportConnection Connect(Socket accepted) => UnixConnection.OfServer(accepted, Endpoint);
}
