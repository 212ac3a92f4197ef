using System.Net;
using System.Net.Sockets;
using RpcStack.Transports.Internal;

namespace RpcStack.Transports.Tcp;

/// <summary>TCP. A host name is tried address by address; <c>[::]</c> listens on IPv6 and IPv4.</summary>
internal sealed class TcpTransport : Transport
{
    public override string Scheme => "tcp";

    public override async ValueTask<TransportConnection> ConnectAsync(RpcEndpoint endpoint, CancellationToken cancel)
    {
        SocketException? last = null;
        foreach (IPAddress address in await ResolveAsync(endpoint, cancel).ConfigureAwait(false))
        {
            Socket? socket = null;
            try
            {
                // A machine may lack the address's family, or a descriptor; the next address may do.
                socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(new IPEndPoint(address, endpoint.Port), cancel).ConfigureAwait(false);
                return new TcpConnection(socket);
            }
            catch (SocketException error)
            {
                socket?.Dispose();
                last = error;
            }
            catch
            {
                socket?.Dispose();
                throw;
            }
        }

        throw last!.ToRpcException(endpoint.ToString(), RpcPhase.Connect);
    }

    public override async ValueTask<TransportListener> ListenAsync(RpcEndpoint endpoint, CancellationToken cancel)
    {
        IPAddress address = (await ResolveAsync(endpoint, cancel).ConfigureAwait(false))[0];
        Socket? socket = null;
        try
        {
            socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            socket.Bind(new IPEndPoint(address, endpoint.Port));
            socket.Listen(SocketListener.Backlog);
            return new TcpListener(socket, endpoint with { Port = ((IPEndPoint)socket.LocalEndPoint!).Port });
        }
        catch (SocketException error)
        {
            socket?.Dispose();
            throw error.ToRpcException(endpoint.ToString(), RpcPhase.Connect);
        }
    }

    private static async ValueTask<IPAddress[]> ResolveAsync(RpcEndpoint endpoint, CancellationToken cancel)
    {
        if (IPAddress.TryParse(endpoint.Host, out IPAddress? address)) return [address];
        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(endpoint.Host, cancel).ConfigureAwait(false);
            return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (SocketException error)
        {
            throw error.ToRpcException(endpoint.ToString(), RpcPhase.Connect);
        }
    }
}
