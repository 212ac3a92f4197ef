using System.Diagnostics;
using System.Net;
using RpcStack.Cli.Data;
using RpcStack.Grpc;
using RpcStack.OncRpc;
using RpcStack.Protocol;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Zones;
using RpcStack.Transports;

namespace RpcStack.Cli.Comparison;

/// <summary>Servers on the loopback interface that all speak for the same zones, and a client of each.</summary>
internal sealed class DnsBench : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _open = new();
    private readonly List<ComparedStack> _stacks = [];

    private DnsBench()
    {
    }

    /// <summary>The ways to look a name up, the cheapest first.</summary>
    public IReadOnlyList<ComparedStack> Stacks => _stacks;

    public static async Task<DnsBench> StartAsync(ZoneStore zones, CancellationToken cancel)
    {
        var bench = new DnsBench();
        try
        {
            var local = new LocalDnsLookup(zones);
            bench._stacks.Add(new ComparedStack("in-process", "", local, null, "", null));
            bench.AddSockets(zones);
            await bench.AddOncRpcAsync(local, cancel).ConfigureAwait(false);
            await bench.AddRpcAsync(local, cancel).ConfigureAwait(false);
            await bench.AddGrpcAsync(local, cancel).ConfigureAwait(false);
            return bench;
        }
        catch
        {
            await bench.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_open.TryPop(out IAsyncDisposable? one)) await one.DisposeAsync().ConfigureAwait(false);
    }

    private void AddSockets(ZoneStore zones)
    {
        DnsServer server = Keep(DnsServer.Start(new IPEndPoint(IPAddress.Loopback, 0), zones));
        var client = new DnsClient(server.EndPoint);
        _stacks.Add(new ComparedStack(
            "sockets", "DNS over UDP", client, () => Moved(client.Traffic), "datagrams", CodeLines.In("samples/dns/sockets")));
    }

    private async Task AddOncRpcAsync(IDnsLookup local, CancellationToken cancel)
    {
        OncRpcServer server = Keep(new OncRpcServer());
        server.Map(local);
        OncRpcEndpoint endpoint = await server.ListenAsync("onc+udp://127.0.0.1:0", cancel).ConfigureAwait(false);
        OncRpcClient client = Keep(new OncRpcClient(endpoint));
        var address = new IPEndPoint(IPAddress.Loopback, endpoint.Address.Port);
        _stacks.Add(new ComparedStack("ONC RPC", "XDR over UDP", client.Get<IDnsLookup>(), null, "datagrams", null)
        {
            Probe = (questions, stop) => RelayProbe.CountAsync(
                address, port => new OncRpcClient($"onc+udp://127.0.0.1:{port}"), questions, stop),
            FirstCall = FirstCallOf(() => new OncRpcClient(endpoint)),
        });
    }

    private async Task AddRpcAsync(IDnsLookup local, CancellationToken cancel)
    {
        RpcServer server = Keep(new RpcServer());
        server.Map(local);
        RpcEndpoint endpoint = await server.ListenAsync("rpc+tcp://127.0.0.1:0", cancel).ConfigureAwait(false);
        RpcClient client = Keep(new RpcClient(endpoint));
        _stacks.Add(new ComparedStack(
            "RPC",
            "MessagePack over TCP",
            client.Get<IDnsLookup>(),
            () => client.Connection is { } connection ? Moved(connection) : default,
            "segments",
            CodeLines.In("samples/dns/rpc"))
        {
            FirstCall = FirstCallOf(() => new RpcClient(endpoint)),
        });
    }

    private async Task AddGrpcAsync(IDnsLookup local, CancellationToken cancel)
    {
        GrpcRpcServer server = Keep(new GrpcRpcServer());
        server.Map(local);
        string address = await server.ListenAsync("grpc://127.0.0.1:0", cancel: cancel).ConfigureAwait(false);
        var connections = new CountedConnections();
        GrpcRpcChannel client = Keep(new GrpcRpcChannel(address, new GrpcChannelOptions { Handler = connections.MakeHandler() }));
        int lines = CodeLines.In("samples/dns/grpc");
        _stacks.Add(new ComparedStack(
            "gRPC",
            "protobuf over HTTP/2",
            client.Get<IDnsLookup>(),
            OperatingSystem.IsLinux() ? connections.Read : null,
            "segments",
            lines > 0 ? lines : null)
        {
            FirstCall = FirstCallOf(() => new GrpcRpcChannel(address)),
        });
    }

    private T Keep<T>(T one) where T : IAsyncDisposable
    {
        _open.Push(one);
        return one;
    }

    private static Func<Question, CancellationToken, ValueTask<TimeSpan>> FirstCallOf(Func<RpcChannel> make) =>
        async (question, cancel) =>
        {
            long begun = Stopwatch.GetTimestamp();
            RpcChannel channel = make();
            await using (channel.ConfigureAwait(false))
            {
                await channel.Get<IDnsLookup>().LookupAsync(question.Name, question.Type, cancel).ConfigureAwait(false);
                return Stopwatch.GetElapsedTime(begun);
            }
        };

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
