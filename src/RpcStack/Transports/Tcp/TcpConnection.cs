using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RpcStack.Transports.Internal;

namespace RpcStack.Transports.Tcp;

internal sealed class TcpConnection(Socket socket)
    : SocketConnection(socket, Name(socket.LocalEndPoint), Name(socket.RemoteEndPoint))
{
    private readonly Socket _socket = socket;

    public override TransportStatistics? Statistics => TcpInfo.Read(_socket);

    public override bool IsLocal { get; } = socket.RemoteEndPoint is IPEndPoint { Address: var peer } && IPAddress.IsLoopback(peer);

    private static string Name(EndPoint? endpoint) => endpoint is IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped
        ? string.Create(CultureInfo.InvariantCulture, $"{mapped.Address.MapToIPv4()}:{mapped.Port}")
        : endpoint?.ToString() ?? "?";
}
