using System.Net;
using System.Net.Sockets;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Relays;

/// <summary>
/// Stands between clients and a server, on TCP and UDP, and tells a tap of every octet. The record is what the clients saw: octets
/// of a client as it sent them, octets of the server as they arrive at the client.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    private const int AttemptsForPort = 16;

    private readonly TcpRelay _tcp;
    private readonly UdpRelay _udp;

    private Relay(TcpRelay tcp, UdpRelay udp)
    {
        _tcp = tcp;
        _udp = udp;
    }

    /// <summary>Where clients find it, on TCP and on UDP.</summary>
    public IPEndPoint EndPoint => _tcp.EndPoint;

    /// <summary>Starts a relay.</summary>
    /// <param name="listen">Where clients will find it; port 0 takes one that is free.</param>
    /// <param name="server">Where it takes them to.</param>
    /// <param name="profile">The network in between.</param>
    /// <param name="tap">Is told of everything.</param>
    /// <exception cref="SocketException">It cannot listen there.</exception>
    public static Relay Start(IPEndPoint listen, IPEndPoint server, RelayProfile profile, FlowTap tap)
    {
        for (int attempt = 1; ; attempt++)
        {
            var tcp = new TcpRelay(listen, server, profile, tap);
            try
            {
                return new Relay(tcp, new UdpRelay(tcp.EndPoint, server, profile, tap));
            }
            catch (SocketException taken) when (
                listen.Port == 0
                && attempt < AttemptsForPort
                && taken.SocketErrorCode is SocketError.AddressAlreadyInUse)
            {
                tcp.Dispose();
            }
            catch
            {
                tcp.Dispose();
                throw;
            }
        }
    }

    /// <summary>Breaks off what goes through it.</summary>
    public async ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        _udp.Dispose();
        await Task.WhenAll(_tcp.Ended, _udp.Ended).ConfigureAwait(false);
    }
}
