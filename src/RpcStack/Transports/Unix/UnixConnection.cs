using System.Globalization;
using System.Net.Sockets;
using System.Security.Claims;
using RpcStack.Transports.Internal;

namespace RpcStack.Transports.Unix;

/// <summary>A client's socket has no address of its own, so it is named by its process.</summary>
internal sealed class UnixConnection : SocketConnection
{
    private UnixConnection(Socket socket, string local, string remote, PeerCredentials? peer)
        : base(socket, local, remote) => Principal = peer?.ToPrincipal();

    public override ClaimsPrincipal? Principal { get; }

    public override bool IsLocal => true;

    public static UnixConnection OfClient(Socket socket, RpcEndpoint endpoint) => new(
        socket, NameOf(endpoint, Environment.ProcessId), $"unix:{endpoint.Path}", PeerCredentials.Read(socket));

    public static UnixConnection OfServer(Socket socket, RpcEndpoint endpoint)
    {
        PeerCredentials? peer = PeerCredentials.Read(socket);
        return new(socket, $"unix:{endpoint.Path}", NameOf(endpoint, peer?.Process), peer);
    }

    private static string NameOf(RpcEndpoint endpoint, int? process) => process is null
        ? $"unix:{endpoint.Path} (client)"
        : string.Create(CultureInfo.InvariantCulture, $"unix:{endpoint.Path} (process {process})");
}
