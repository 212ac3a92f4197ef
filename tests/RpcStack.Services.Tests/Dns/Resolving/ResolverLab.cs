using System.Collections.Concurrent;
using System.Net;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;
using RpcStack.Services.Tests.Dns.Peers;

namespace RpcStack.Services.Tests.Dns.Resolving;

/// <summary>
/// A name space of its own: servers on addresses of this machine, all on one port, since NS records have none.
/// </summary>
internal sealed class ResolverLab : IAsyncDisposable
{
    internal const string RootZone =
        """
        . 3600 SOA a.root. host.root. 1 2 3 4 60
        . 3600 NS a.root.
        a.root. 3600 A 127.0.0.11
        test. 3600 NS ns.test.
        ns.test. 3600 A 127.0.0.12
        evil. 3600 NS ns.evil.
        ns.evil. 3600 A 127.0.0.14
        127.in-addr.arpa. 3600 NS ns.test.
        """;

    internal const string TestZone =
        """
        $ORIGIN test.
        $TTL 3600
        @ SOA ns host 1 2 3 4 60
        @ NS ns
        ns A 127.0.0.12
        uni NS ns.uni
        ns.uni A 127.0.0.13
        glueless NS ns.uni.test.
        lonely NS ns.lonely
        """;

    internal const string UniversityZone =
        """
        $ORIGIN uni.test.
        $TTL 300
        @ SOA ns host 1 2 3 4 60
        @ NS ns
        @ MX 10 mail
        ns A 127.0.0.13
        www A 192.0.2.1
        www A 192.0.2.2
        www AAAA 2001:db8::1
        mail A 192.0.2.3
        alias CNAME www
        far CNAME www.glueless.test.
        loop1 CNAME loop2
        loop2 CNAME loop1
        tree DNAME wood
        leaf.wood A 192.0.2.4
        ector.cs A 192.0.2.5
        *.wild A 192.0.2.6
        short 1 A 192.0.2.7
        large TXT "LARGE"
        """;

    internal const string GluelessZone =
        """
        $ORIGIN glueless.test.
        $TTL 300
        @ SOA ns.uni.test. host.uni.test. 1 2 3 4 60
        @ NS ns.uni.test.
        www A 192.0.2.8
        """;

    internal const string ReverseZone =
        """
        $ORIGIN 127.in-addr.arpa.
        $TTL 300
        @ SOA ns.test. host.test. 1 2 3 4 60
        @ NS ns.test.
        13.0.0 PTR ns.uni.test.
        """;

    private readonly List<IAsyncDisposable> _servers = [];

    internal int Port { get; } = NameServerPeer.FreePort("127.0.0.1", "127.0.0.11", "127.0.0.12", "127.0.0.13", "127.0.0.14");

    /// <summary>What the resolver asked, in order.</summary>
    internal ConcurrentQueue<ResolutionStep> Steps { get; } = new();

    /// <summary>Starts the servers of the root, of test., and of uni.test.</summary>
    internal static ResolverLab Start()
    {
        var lab = new ResolverLab();
        lab.Serve("127.0.0.11", RootZone);
        lab.Serve("127.0.0.12", TestZone, ReverseZone);
        lab.Serve("127.0.0.13", UniversityZone.Replace("\"LARGE\"", Large, StringComparison.Ordinal), GluelessZone);
        return lab;
    }

    internal static string Large => string.Join(' ', Enumerable.Range(0, 12).Select(i => $"\"{new string('t', 200)}{i}\""));

    internal IPEndPoint At(string address) => new(IPAddress.Parse(address), Port);

    internal void Serve(string address, params string[] zones) =>
        Keep(DnsServer.Start(At(address), new ZoneStore(zones.Select(zone => ZoneFile.Parse(zone, "zone.db")))));

    /// <summary>A server that answers whatever the test wants, for evil. at 127.0.0.14.</summary>
    internal FakeDnsServer ServeEvil(Func<DnsMessage, IEnumerable<byte[]>> overUdp, Func<DnsMessage, byte[]>? overTcp = null)
    {
        var server = new FakeDnsServer(overUdp, overTcp, At("127.0.0.14"));
        Keep(server);
        return server;
    }

    internal void Keep(IAsyncDisposable server) => _servers.Add(server);

    internal DnsResolverOptions Options => new()
    {
        RootServers = [IPAddress.Parse("127.0.0.11")],
        Port = Port,
        Trace = Steps.Enqueue,
    };

    internal string[] Asked => [.. Steps.Select(step => $"{step.Server.Address} {step.Question.Name} {step.Question.Type.ToText()}: {step.Outcome}")];

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable server in _servers) await server.DisposeAsync();
    }
}
