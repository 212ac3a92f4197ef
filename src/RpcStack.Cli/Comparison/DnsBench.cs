using System.Net;
using RpcStack.Protocol;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Zones;
using RpcStack.Transports;

namespace RpcStack.Cli.Comparison;

/// <summary>Servers on the loopback interface that all speak for the same zones, and a client of each.</summary>
internal sealed class DnsBench : IAsyncDisposable
{
    private readonly DnsServer _dnsServer;
    private readonly RpcServer _rpcServer;
    private readonly RpcClient _rpcClient;

    private DnsBench(DnsServer dnsServer, RpcServer rpcServer, RpcClient rpcClient, IDnsLookup local)
    {
        _dnsServer = dnsServer;
        _rpcServer = rpcServer;
        _rpcClient = rpcClient;
        Stacks = [InProcess(local), Sockets(new DnsClient(dnsServer.EndPoint)), Rpc(rpcClient)];
    }

    /// <summary>The ways to look a name up, the cheapest first.</summary>
    public IReadOnlyList<ComparedStack> Stacks { get; }

    public static async Task<DnsBench> StartAsync(ZoneStore zones, CancellationToken cancel)
    {
        var local = new LocalDnsLookup(zones);
        DnsServer dnsServer = DnsServer.Start(new IPEndPoint(IPAddress.Loopback, 0), zones);
        var rpcServer = new RpcServer();
        rpcServer.Map<IDnsLookup>(local);
        RpcEndpoint endpoint = await rpcServer.ListenAsync("rpc+tcp://127.0.0.1:0", cancel).ConfigureAwait(false);
        return new DnsBench(dnsServer, rpcServer, new RpcClient(endpoint), local);
    }

    public async ValueTask DisposeAsync()
    {
        await _rpcClient.DisposeAsync().ConfigureAwait(false);
        await _rpcServer.DisposeAsync().ConfigureAwait(false);
        await _dnsServer.DisposeAsync().ConfigureAwait(false);
    }

    private static ComparedStack InProcess(IDnsLookup local) => new("in-process", "", local, null, "", null);

    private static ComparedStack Sockets(DnsClient client) => new(
        "sockets",
        "DNS over UDP",
        client,
        () => Moved(client.Traffic),
        "datagrams",
        CodeLines.In("samples/dns/sockets"));

    private static ComparedStack Rpc(RpcClient client) => new(
        "RPC",
        "MessagePack over TCP",
        client.Get<IDnsLookup>(),
        () => client.Connection is { } connection ? Moved(connection) : default,
        "segments",
        CodeLines.In("samples/dns/rpc"));

    private static Traffic Moved(DnsTraffic dns) => new(
        dns.UdpBytesSent + dns.TcpBytesSent,
        dns.UdpBytesReceived + dns.TcpBytesReceived,
        dns.DatagramsSent + dns.DatagramsReceived,
        dns.TcpConnections);

    private static Traffic Moved(RpcConnection connection) => new(
        connection.Traffic.Sent,
        connection.Traffic.Received,
        connection.Statistics is { } counted ? counted.SegmentsSent + counted.SegmentsReceived : null,
        ExtraConnections: 0);
}
