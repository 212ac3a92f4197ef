using System.Net;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Zones;
using RpcStack.Transports;

namespace RpcStack.Cli.Serving;

/// <summary>The servers that speak for the same zones, one for each way to ask.</summary>
internal sealed class DnsDoors : Doors
{
    private DnsDoors()
    {
    }

    public IPEndPoint DnsEndPoint { get; private set; } = null!;

    public IEnumerable<string> RpcServices { get; private set; } = [];

    public static Task<DnsDoors> OpenAsync(
        ZoneStore zones, IPEndPoint dns, IReadOnlyList<RpcEndpoint> rpc, IPEndPoint? grpc, CancellationToken cancel) =>
        OpenAsync(new DnsDoors(), doors => doors.OpenAllAsync(zones, dns, rpc, grpc, cancel));

    private async Task OpenAllAsync(
        ZoneStore zones, IPEndPoint dns, IReadOnlyList<RpcEndpoint> rpc, IPEndPoint? grpc, CancellationToken cancel)
    {
        DnsEndPoint = Open("dns", dns, at => DnsServer.Start(at, zones)).EndPoint;
        var lookup = new LocalDnsLookup(zones);
        RpcServer server = await OpenRpcAsync(rpc, server => server.Map<IDnsLookup>(lookup), cancel).ConfigureAwait(false);
        await OpenGrpcAsync(grpc, server => server.Map<IDnsLookup>(lookup), cancel).ConfigureAwait(false);
        RpcServices = server.Services;
    }
}
