using System.Net;
using System.Net.Sockets;

namespace RpcStack.Services.Dns;

/// <summary>A UDP and a TCP socket on the same port.</summary>
internal static class SocketPair
{
    private const int MaxTries = 32;

    internal static (Socket Udp, Socket Tcp) Listen(IPEndPoint endPoint)
    {
        for (int tries = 1; ; tries++)
        {
            Socket udp = Bind(endPoint, SocketType.Dgram, ProtocolType.Udp);
            Socket? tcp = null;
            try
            {
                tcp = Bind((IPEndPoint)udp.LocalEndPoint!, SocketType.Stream, ProtocolType.Tcp);
                tcp.Listen();
                return (udp, tcp);
            }
            catch (SocketException taken) when (
                endPoint.Port == 0 && taken.SocketErrorCode == SocketError.AddressAlreadyInUse && tries < MaxTries)
            {
                // The port was free on UDP only; the system will name another.
                udp.Dispose();
                tcp?.Dispose();
            }
            catch
            {
                udp.Dispose();
                tcp?.Dispose();
                throw;
            }
        }
    }

    private static Socket Bind(IPEndPoint endPoint, SocketType type, ProtocolType protocol)
    {
        var socket = new Socket(endPoint.AddressFamily, type, protocol);
        try
        {
            if (endPoint.Address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            socket.Bind(endPoint);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
