using System.Net;
using System.Security.Cryptography;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Dns.Peers;

/// <summary>Zones go from server to server, signed, whole and as changes, to others and from others.</summary>
public sealed class TransferTests : IAsyncLifetime
{
    private const string KeyName = "transfer.key";
    private static readonly DomainName Origin = DomainName.Parse("x.test");
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    private readonly string _secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly ZoneStore _store = new(Version(1, 500));
    private readonly int _secondaryPort = NameServerPeer.FreePort();
    private DnsServer _server = null!;

    private TsigKey Key => TsigKey.Parse($"hmac-sha256:{KeyName}:{_secret}");

    private string BindKey => $"key \"{KeyName}\" {{ algorithm hmac-sha256; secret \"{_secret}\"; }};";

    private string NsdKey => $"key:\n  name: {KeyName}\n  algorithm: hmac-sha256\n  secret: {_secret}\n";

    private IPEndPoint Secondary => new(IPAddress.Loopback, _secondaryPort);

    public Task InitializeAsync()
    {
        _server = DnsServer.Start(AnyPort, _store, new DnsServerOptions
        {
            Keys = [Key],
            AllowTransfer = AccessList.Parse($"key:{KeyName}"),
            AllowUpdate = AccessList.Parse($"key:{KeyName}"),
            Notify = [Secondary],
        });
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [PeerFact("dig")]
    public async Task Dig_gets_the_whole_zone_with_the_key_and_nothing_without()
    {
        string whole = await DigAsync("AXFR", "-y", $"hmac-sha256:{KeyName}:{_secret}");
        Assert.Contains("XFR size: 504 records", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("verify", whole, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Transfer failed", await DigAsync("AXFR"), StringComparison.Ordinal);
        string wrong = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        string refused = await DigAsync("AXFR", "-y", $"hmac-sha256:{KeyName}:{wrong}");
        Assert.Contains("Transfer failed", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("host", refused, StringComparison.Ordinal);
    }

    [PeerFact("dig")]
    public async Task Dig_gets_what_has_changed()
    {
        _store.Set(Version(2, 500, "new A 192.0.2.99\n"));
        string changes = await DigAsync("IXFR=1", "-y", $"hmac-sha256:{KeyName}:{_secret}");
        Assert.Contains("XFR size: 5 records", changes, StringComparison.Ordinal);
        Assert.Contains("new.x.test.", changes, StringComparison.Ordinal);
        string none = await DigAsync("IXFR=2", "-y", $"hmac-sha256:{KeyName}:{_secret}");
        Assert.Contains("XFR size: 1 records", none, StringComparison.Ordinal);
    }

    [PeerFact("/usr/sbin/nsd")]
    public async Task An_NSD_secondary_copies_us_and_hears_of_changes()
    {
        string options = $"  request-xfr: {_server.EndPoint.Address}@{_server.EndPoint.Port} {KeyName}\n"
            + "  allow-notify: 127.0.0.1 NOKEY\n";
        await using NameServerPeer peer = await NameServers.NsdAsync(Secondary, options, NsdKey, ("x.test.", ""));
        await FollowsAsync(peer);
    }

    [PeerFact("/usr/sbin/knotd")]
    public async Task A_Knot_secondary_copies_us_and_hears_of_changes()
    {
        string globals =
            $"""
            key:
              - id: {KeyName}
                algorithm: hmac-sha256
                secret: {_secret}
            remote:
              - id: ours
                address: {_server.EndPoint.Address}@{_server.EndPoint.Port}
                key: {KeyName}
            acl:
              - id: told
                address: 127.0.0.1
                action: notify
            """;
        await using NameServerPeer peer = await NameServers.KnotAsync(
            Secondary, "    master: ours\n    acl: told\n", globals, ("x.test.", ""));
        await FollowsAsync(peer);
    }

    [PeerFact("/usr/sbin/named")]
    public async Task A_BIND_secondary_copies_us_and_hears_of_changes()
    {
        string options = $"type secondary; primaries {{ 127.0.0.1 port {_server.EndPoint.Port} key \"{KeyName}\"; }};";
        await using NameServerPeer peer = await NameServerPeer.StartAsync(
            "/usr/sbin/named",
            "-g -c CONF",
            $$"""
            options {
              directory "DIR"; pid-file none; lock-file none; session-keyfile "DIR/session.key";
              listen-on port {{Secondary.Port}} { 127.0.0.1; }; listen-on-v6 { none; };
              recursion no; dnssec-validation no; notify no;
            };
            controls { };
            {{BindKey}}
            zone "x.test." { file "x.zone"; {{options}} };
            """,
            Secondary);
        await FollowsAsync(peer);
    }

    [PeerFact("/usr/sbin/named", "nsupdate")]
    public async Task We_copy_BIND_and_follow_its_changes()
    {
        string options = $"type primary; allow-transfer {{ key \"{KeyName}\"; }}; allow-update {{ key \"{KeyName}\"; }};"
            + $" notify explicit; also-notify {{ 127.0.0.1 port {_secondaryPort}; }};";
        var at = new IPEndPoint(IPAddress.Loopback, NameServerPeer.FreePort());
        await using NameServerPeer peer = await NameServers.BindAsync(at, options, BindKey, ("x.test.", VersionText(1, 500)));
        var store = new ZoneStore();
        var secondary = new SecondaryZone(Origin, at, Key);
        await using DnsServer ours = DnsServer.Start(
            Secondary, store, new DnsServerOptions { Secondaries = [secondary], Keys = [Key] });
        await Eventually.IsTrue(() => store.Zones.Count == 1, "The zone did not come.");
        Assert.Equal(503, store.Zones.Single().RecordSets.Sum(set => set.Data.Count));

        await NsUpdateAsync(at, "update add new.x.test 60 A 192.0.2.99", "update delete host7.x.test");
        await Eventually.IsTrue(() => store.Zones.Single().Serial == 2, "The change did not come.");
        DnsAnswer answer = await new DnsClient(ours.EndPoint).LookupAsync("new.x.test", DnsRecordType.A);
        Assert.Equal("192.0.2.99", Assert.Single(answer.Answers).Data);
        answer = await new DnsClient(ours.EndPoint).LookupAsync("host7.x.test", DnsRecordType.A);
        Assert.Equal(DnsResponseCode.NameError, answer.Code);
    }

    [PeerFact("/usr/sbin/nsd")]
    public async Task We_copy_NSD()
    {
        var at = new IPEndPoint(IPAddress.Loopback, NameServerPeer.FreePort());
        await using NameServerPeer peer = await NameServers.NsdAsync(
            at, $"  provide-xfr: 127.0.0.1 {KeyName}\n", NsdKey, ("x.test.", VersionText(1, 2000)));
        Zone zone = await ZoneTransfer.FetchAsync(at, Origin, key: Key);
        Assert.Equal(2003, zone.RecordSets.Sum(set => set.Data.Count));
        Assert.Same(zone, await ZoneTransfer.FetchAsync(at, Origin, zone, Key));
        var refused = await Assert.ThrowsAsync<DnsException>(() => ZoneTransfer.FetchAsync(at, Origin));
        Assert.Contains("REFUSED", refused.Message, StringComparison.Ordinal);
    }

    [PeerFact("/usr/bin/python3 dns")]
    public async Task Dnspython_copies_us()
    {
        const string Script = """
            import sys, dns.zone, dns.query, dns.tsigkeyring
            host, port, name, secret = sys.argv[1:]
            ring = dns.tsigkeyring.from_text({name: secret})
            zone = dns.zone.from_xfr(dns.query.xfr(host, 'x.test', port=int(port), keyring=ring, keyalgorithm='hmac-sha256', relativize=False), relativize=False)
            print(sum(len(s) for n in zone.values() for s in n))
            """;
        string count = await Peer.RunAsync(
            "/usr/bin/python3",
            ["-W", "ignore", "-c", Script, "127.0.0.1", $"{_server.EndPoint.Port}", KeyName, _secret]);
        Assert.Equal("503", count.Trim());
    }

    [Fact]
    public async Task We_follow_ourselves_by_changes_alone()
    {
        Zone first = await ZoneTransfer.FetchAsync(_server.EndPoint, Origin, key: Key);
        _store.Set(Version(2, 499, "new A 192.0.2.99\n"));
        _store.Set(Version(5, 498));
        Zone second = await ZoneTransfer.FetchAsync(_server.EndPoint, Origin, first, Key);
        Assert.Equal(5u, second.Serial);
        Assert.Equal(Show(_store.Zones.Single()), Show(second));
        Assert.Same(second, await ZoneTransfer.FetchAsync(_server.EndPoint, Origin, second, Key));
    }

    private static Zone Version(uint serial, int hosts, string more = "") =>
        ZoneFile.Parse(VersionText(serial, hosts) + more, "zone.db");

    private static string VersionText(uint serial, int hosts) =>
        $"$ORIGIN x.test.\n$TTL 60\n@ SOA ns host {serial} 3600 900 86400 60\n@ NS ns\nns A 127.0.0.1\n"
        + string.Concat(Enumerable.Range(0, hosts).Select(i => $"host{i} A 192.0.{2 + (i / 250)}.{i % 250}\n"));

    private static IEnumerable<string> Show(Zone zone) =>
        zone.RecordSets.SelectMany(set => set.Records).Select(record => record.ToString()).Order();

    private async Task FollowsAsync(NameServerPeer peer)
    {
        await HasAsync(peer, "host499.x.test", "192.0.3.249");
        _store.Set(Version(2, 500, "new A 192.0.2.99\n"));
        await HasAsync(peer, "new.x.test", "192.0.2.99");
    }

    private static async Task HasAsync(NameServerPeer peer, string name, string address)
    {
        var client = new DnsClient(peer.EndPoint);
        for (int attempt = 0; ; attempt++)
        {
            DnsAnswer answer = await client.LookupAsync(name, DnsRecordType.A);
            if (answer.Answers is [{ } record] && record.Data == address) return;
            Assert.True(attempt < 400, $"{name} did not come: {peer.Log}");
            await Task.Delay(50);
        }
    }

    private Task<string> DigAsync(string type, params string[] more) => Peer.RunAsync(
        "dig", ["@127.0.0.1", "-p", $"{_server.EndPoint.Port}", "x.test", type, "+tcp", "+tries=1", .. more]);

    private Task<string> NsUpdateAsync(IPEndPoint server, params string[] lines) => Peer.RunAsync(
        "nsupdate",
        ["-y", $"hmac-sha256:{KeyName}:{_secret}"],
        $"server {server.Address} {server.Port}\nzone x.test\n{string.Join('\n', lines)}\nsend\n");
}
