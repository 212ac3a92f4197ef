using System.Net;
using System.Net.Sockets;
using RpcStack.OncRpc.Rpcbind;
using RpcStack.Transports;
using RpcStack.Transports.Internal;

namespace RpcStack.OncRpc.Internal.Calling;

/// <summary>Opens ways to a server, and asks its host's rpcbind for a port that is not known.</summary>
internal sealed class PathFinder(OncRpcEndpoint endpoint, OncRpcClientOptions options)
{
    public async Task<ClientPath> OpenAsync(OncProgram program, CancellationToken cancel)
    {
        OncRpcEndpoint server = endpoint.IsComplete ? endpoint : await FindAsync(program, cancel).ConfigureAwait(false);
        if (server.IsDatagram) return await OpenDatagramsAsync(server, cancel).ConfigureAwait(false);
        var transport = Transport.For(server.Address, options.Transport);
        TransportConnection connection = await transport.ConnectAsync(server.Address, cancel).ConfigureAwait(false);
        return new StreamPath(connection, options.Limits, options.Time);
    }

    private async Task<OncRpcEndpoint> FindAsync(OncProgram program, CancellationToken cancel)
    {
        var rpcbind = new RpcbindClient(endpoint.WithPort(options.RpcbindPort), options);
        await using (rpcbind.ConfigureAwait(false))
        {
            int port = await rpcbind.FindPortAsync(program, endpoint.IsDatagram, cancel).ConfigureAwait(false);
            return port > 0
                ? endpoint.WithPort(port)
                : throw new RpcException(
                    RpcStatus.NotFound,
                    $"{endpoint}: rpcbind at port {options.RpcbindPort} knows no program {program.Number} version {program.Version} over {endpoint.Address.Scheme}.",
                    RpcPhase.Resolve);
        }
    }

    private async Task<DatagramPath> OpenDatagramsAsync(OncRpcEndpoint server, CancellationToken cancel)
    {
        try
        {
            IPAddress address = await AddressLookup.FindAsync(server.Address.Host, cancel).ConfigureAwait(false);
            return new DatagramPath(new IPEndPoint(address, server.Address.Port), options);
        }
        catch (SocketException error)
        {
            throw error.ToRpcException(server.ToString(), RpcPhase.Connect);
        }
    }
}
