using System.Net;
using System.Net.Sockets;
using RpcStack.OncRpc.Rpcbind.Internal;
using RpcStack.Transports;

namespace RpcStack.OncRpc.Rpcbind;

/// <summary>
/// Tells clients where a host's programs are, where the host has no rpcbind (RFC 1833): versions 2, 3 and 4, over TCP and
/// UDP.
/// </summary>
/// <remarks>
/// Anybody may ask; only processes of the same machine, over its loopback or a Unix socket, may register and unregister, whatever user they
/// run as. It calls nobody on a client's behalf (CALLIT), which would make it an amplifier. It has room for 500
/// registrations.
/// </remarks>
/// <example><code>
/// await using Portmapper portmapper = await Portmapper.StartAsync(new(IPAddress.Loopback, Portmapper.Port));
/// </code></example>
public sealed class Portmapper : IAsyncDisposable
{
    /// <summary>Where port mappers listen; Unix lets privileged processes only.</summary>
    public const int Port = 111;

    private const uint Number = 100000;

    private readonly OncRpcServer _server;
    private readonly Registry _registry = new();

    private Portmapper(OncRpcServerOptions options)
    {
        _server = new OncRpcServer(options);
        var binding = new RpcBindService(_registry, options.Time);
        _server.Map<IPortMapperV2>(new PortMapperService(_registry));
        _server.Map<IRpcBindV3>(binding);
        _server.Map<IRpcBindV4>(binding);
    }

    /// <summary>Where it listens.</summary>
    public IEnumerable<OncRpcEndpoint> Endpoints => _server.Endpoints;

    /// <summary>What is registered, itself too.</summary>
    public IReadOnlyList<RpcbindEntry> Entries => _registry.Entries;

    /// <summary>Begins to listen.</summary>
    /// <param name="at">Where; port 0 lets the system choose, for TCP and UDP the same.</param>
    /// <param name="options">How it behaves.</param>
    /// <param name="cancel">Ends the attempt.</param>
    /// <exception cref="RpcException">The address is taken, or not this machine's, or not for this process.</exception>
    public static async ValueTask<Portmapper> StartAsync(
        IPEndPoint at, OncRpcServerOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(at);
        var portmapper = new Portmapper(options ?? OncRpcServerOptions.Default);
        try
        {
            await portmapper.ListenAsync(at, cancel).ConfigureAwait(false);
            return portmapper;
        }
        catch
        {
            await portmapper.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Listens somewhere else too: at <c>onc+unix:///run/rpcbind.sock</c>, where C's library registers its servers.
    /// </summary>
    /// <exception cref="RpcException">The address is taken, or not for this process.</exception>
    public ValueTask<OncRpcEndpoint> ListenAsync(OncRpcEndpoint endpoint, CancellationToken cancel = default) =>
        _server.ListenAsync(endpoint, cancel);

    /// <summary>Stops.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async ValueTask ListenAsync(IPEndPoint at, CancellationToken cancel)
    {
        bool isIPv6 = at.AddressFamily is AddressFamily.InterNetworkV6;
        foreach (string scheme in (string[])["tcp", "udp"])
        {
            var endpoint = new OncRpcEndpoint(new RpcEndpoint(scheme, at.Address.ToString(), at.Port));
            endpoint = await _server.ListenAsync(endpoint, cancel).ConfigureAwait(false);
            at = new IPEndPoint(at.Address, endpoint.Address.Port);
            string address = UniversalAddress.Format(at);
            foreach (uint version in (uint[])[2, 3, 4])
                _registry.TryAdd(new RpcbindEntry(new(Number, version), RpcbindClient.NetId(scheme == "udp", isIPv6), address, "superuser"));
        }
    }
}
