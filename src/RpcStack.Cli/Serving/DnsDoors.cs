using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Zones;
using RpcStack.Transports;

namespace RpcStack.Cli.Serving;

/// <summary>The servers that speak for the same zones, one for each way to ask.</summary>
internal sealed class DnsDoors : IAsyncDisposable
{
    private readonly DnsServer _dns;
    private readonly RpcServer _rpc;

    private DnsDoors(DnsServer dns, RpcServer rpc, IReadOnlyList<RpcEndpoint> rpcEndpoints)
    {
        _dns = dns;
        _rpc = rpc;
        RpcEndpoints = rpcEndpoints;
    }

    public IPEndPoint DnsEndPoint => _dns.EndPoint;

    public IReadOnlyList<RpcEndpoint> RpcEndpoints { get; }

    public IEnumerable<string> RpcServices => _rpc.Services;

    public static async Task<DnsDoors> OpenAsync(
        ZoneStore zones, IPEndPoint dnsEndPoint, IReadOnlyList<RpcEndpoint> rpcEndpoints, CancellationToken cancel)
    {
        DnsServer dns = Listen(dnsEndPoint, zones);
        var rpc = new RpcServer();
        try
        {
            rpc.Map<IDnsLookup>(new LocalDnsLookup(zones));
            List<RpcEndpoint> open = [];
            foreach (RpcEndpoint endpoint in rpcEndpoints)
                open.Add(await RpcDoor.OpenAsync(endpoint, rpc, cancel).ConfigureAwait(false));
            return new DnsDoors(dns, rpc, open);
        }
        catch
        {
            await rpc.DisposeAsync().ConfigureAwait(false);
            await dns.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Closes the doors, and lets those who are inside finish.</summary>
    public async ValueTask DisposeAsync()
    {
        await _rpc.DisposeAsync().ConfigureAwait(false);
        await _dns.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Starts a server.</summary>
    /// <exception cref="CliException">The address cannot be listened on; it says why.</exception>
    public static DnsServer Listen(IPEndPoint endPoint, ZoneStore zones, DnsServerOptions? options = null)
    {
        try
        {
            return DnsServer.Start(endPoint, zones, options);
        }
        catch (SocketException error)
        {
            throw new CliException($"dns://{endPoint}: {Doors.Reason(error)}.", cause: error);
        }
    }
}
