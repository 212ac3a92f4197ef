using System.Net;
using RpcStack.Services.Dns;
using RpcStack.Services.Tests.Dns.Resolving;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Dns.Peers;

/// <summary>Our resolver on its way through servers of others: root, top level, and authority.</summary>
public sealed class MixedHierarchyTests : IAsyncLifetime
{
    private readonly ResolverLab _lab = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [PeerFact("/usr/sbin/named", "/usr/sbin/nsd")]
    public async Task Ours_then_BIND_then_NSD()
    {
        // BIND listens on addresses that an interface has, of which there is one.
        string Moved(string zone) => zone.Replace("127.0.0.12", "127.0.0.1", StringComparison.Ordinal) + "\n";
        _lab.Serve("127.0.0.11", Moved(ResolverLab.RootZone));
        _lab.Keep(await NameServers.BindAsync(
            _lab.At("127.0.0.1"),
            "type primary;",
            "",
            ("test.", Moved(ResolverLab.TestZone)),
            ("127.in-addr.arpa.", Moved(ResolverLab.ReverseZone))));
        _lab.Keep(await NameServers.NsdAsync(_lab.At("127.0.0.13"), "", "", University));
        await ExerciseAsync("127.0.0.11");
    }

    [PeerFact("/usr/sbin/knotd", "/usr/sbin/named")]
    public async Task BIND_then_Knot_then_ours()
    {
        string root = ResolverLab.RootZone.Replace("127.0.0.11", "127.0.0.1", StringComparison.Ordinal) + "\n";
        _lab.Keep(await NameServers.BindAsync(_lab.At("127.0.0.1"), "type primary;", "", (".", root)));
        _lab.Keep(await NameServers.KnotAsync(
            _lab.At("127.0.0.12"), "", "", ("test.", ResolverLab.TestZone + "\n"), ("127.in-addr.arpa.", ResolverLab.ReverseZone + "\n")));
        _lab.Serve("127.0.0.13", [.. University.Select(zone => zone.Text)]);
        await ExerciseAsync("127.0.0.1");
    }

    [PeerFact("/usr/sbin/nsd", "/usr/sbin/knotd")]
    public async Task NSD_then_ours_then_Knot()
    {
        _lab.Keep(await NameServers.NsdAsync(_lab.At("127.0.0.11"), "", "", (".", ResolverLab.RootZone + "\n")));
        _lab.Serve("127.0.0.12", ResolverLab.TestZone, ResolverLab.ReverseZone);
        _lab.Keep(await NameServers.KnotAsync(_lab.At("127.0.0.13"), "", "", University));
        await ExerciseAsync("127.0.0.11");
    }

    private static (string Origin, string Text)[] University =>
    [
        ("uni.test.", ResolverLab.UniversityZone.Replace("\"LARGE\"", ResolverLab.Large, StringComparison.Ordinal) + "\n"),
        ("glueless.test.", ResolverLab.GluelessZone + "\n"),
    ];

    // The exercises of the course, and what is harder than they are.
    private async Task ExerciseAsync(string root)
    {
        var resolver = new DnsResolver(_lab.Options with { RootServers = [IPAddress.Parse(root)] });
        await IsAsync(resolver, "ector.cs.uni.test", DnsRecordType.A, "192.0.2.5");
        await IsAsync(resolver, "www.uni.test", DnsRecordType.A, "192.0.2.1|192.0.2.2");
        await IsAsync(resolver, "www.uni.test", DnsRecordType.AAAA, "2001:db8::1");
        await IsAsync(resolver, "uni.test", DnsRecordType.NS, "ns.uni.test.");
        await IsAsync(resolver, "uni.test", DnsRecordType.MX, "10 mail.uni.test.");
        await IsAsync(resolver, "alias.uni.test", DnsRecordType.CNAME, "www.uni.test.");
        await IsAsync(resolver, "far.uni.test", DnsRecordType.A, "192.0.2.8|www.glueless.test.");
        await IsAsync(resolver, "leaf.tree.uni.test", DnsRecordType.A, "192.0.2.4|leaf.wood.uni.test.");
        await IsAsync(resolver, "13.0.0.127.in-addr.arpa", DnsRecordType.PTR, "ns.uni.test.");
        await IsAsync(resolver, "large.uni.test", DnsRecordType.TXT, ResolverLab.Large);
        DnsAnswer none = await resolver.LookupAsync("none.uni.test", DnsRecordType.A);
        Assert.Equal(DnsResponseCode.NameError, none.Code);
        Assert.Single(none.Authorities);
    }

    private static async Task IsAsync(DnsResolver resolver, string name, DnsRecordType type, string expected)
    {
        DnsAnswer answer = await resolver.LookupAsync(name, type);
        // Names in the data may have the case of the question's letters, which chance chose.
        string actual = string.Join('|', answer.Answers.Select(r => r.Data.ToLowerInvariant()).Order(StringComparer.Ordinal));
        Assert.Equal(expected, actual);
    }
}
