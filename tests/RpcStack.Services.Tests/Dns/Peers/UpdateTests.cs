using System.Net;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Dns.Peers;

/// <summary>Zones changed over the network (RFC 2136), by nsupdate and by messages of our own.</summary>
public sealed class UpdateTests : IAsyncDisposable
{
    private const string Secret = "c2VjcmV0IG9mIGEgdGVzdA==";
    private static readonly TsigKey Key = TsigKey.Parse($"hmac-sha512:update.key:{Secret}");
    private static readonly DomainName Origin = DomainName.Parse("x.test");

    private readonly ZoneStore _store = new(ZoneFile.Parse(
        """
        $ORIGIN x.test.
        $TTL 60
        @ SOA ns host 7 3600 900 86400 60
        @ NS ns
        ns A 192.0.2.1
        a A 192.0.2.2
        a A 192.0.2.3
        alias CNAME a
        """, "zone.db"));

    private readonly DnsServer _server;

    public UpdateTests() => _server = DnsServer.Start(
        new IPEndPoint(IPAddress.Loopback, 0),
        _store,
        new DnsServerOptions { Keys = [Key], AllowUpdate = AccessList.Parse("key:update.key") });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [PeerFact("nsupdate")]
    public async Task Nsupdate_adds_a_domain_with_its_glue_and_mail()
    {
        await NsUpdateAsync(
            "prereq nxdomain shop.x.test",
            "prereq yxrrset a.x.test A",
            "update add shop.x.test 300 NS ns.shop.x.test",
            "update add ns.shop.x.test 300 A 192.0.2.9",
            "update add x.test 300 MX 10 a.x.test",
            "update delete a.x.test A 192.0.2.3");
        Assert.Equal(8u, Zone.Serial);
        Assert.Equal(["192.0.2.2"], Data("a.x.test", DnsRecordType.A));
        Assert.Equal(["10 a.x.test."], Data("x.test", DnsRecordType.MX));
        DnsAnswer referral = await new DnsClient(_server.EndPoint).LookupAsync("www.shop.x.test", DnsRecordType.A);
        Assert.Equal("ns.shop.x.test.", Assert.Single(referral.Authorities).Data);
    }

    [PeerFact("nsupdate")]
    public async Task Nsupdate_is_told_of_a_prerequisite_that_does_not_hold_and_nothing_has_changed()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => NsUpdateAsync(
            "prereq nxdomain a.x.test", "update add new.x.test 300 A 192.0.2.9"));
        Assert.Contains("YXDOMAIN", failure.Message, StringComparison.Ordinal);
        Assert.Equal(7u, Zone.Serial);
    }

    [PeerFact("/usr/bin/python3 dns")]
    public async Task Dnspython_updates_and_its_signature_is_answered_with_ours()
    {
        const string Script = """
            import sys, dns.update, dns.query, dns.tsigkeyring
            update = dns.update.UpdateMessage('x.test', keyring=dns.tsigkeyring.from_text({'update.key': sys.argv[2]}), keyalgorithm='hmac-sha512')
            update.replace('a', 120, 'A', '192.0.2.77')
            print(dns.query.udp(update, '127.0.0.1', port=int(sys.argv[1]), timeout=5).rcode())
            """;
        string code = await Peer.RunAsync(
            "/usr/bin/python3", ["-W", "ignore", "-c", Script, $"{_server.EndPoint.Port}", Secret]);
        Assert.Equal("0", code.Trim());
        Assert.Equal(["192.0.2.77"], Data("a.x.test", DnsRecordType.A));
    }

    public static TheoryData<string, string, DnsResponseCode> Cases { get; } = new()
    {
        { "any a A", "", DnsResponseCode.NoError },
        { "any a MX", "", DnsResponseCodes.NoSuchSet },
        { "any none ANY", "", DnsResponseCode.NameError },
        { "none a ANY", "", DnsResponseCodes.NameExists },
        { "none a A", "", DnsResponseCodes.SetExists },
        { "none none A", "", DnsResponseCode.NoError },
        { "in a A 192.0.2.2;in a A 192.0.2.3", "", DnsResponseCode.NoError },
        { "in a A 192.0.2.2", "", DnsResponseCodes.NoSuchSet },
        { "any other.test. ANY", "", DnsResponseCodes.NotInZone },
        { "", "in other.test. A 192.0.2.1", DnsResponseCodes.NotInZone },
        { "", "in a ANY", DnsResponseCode.FormatError },
        { "", "any a AXFR", DnsResponseCode.FormatError },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Prerequisites_and_changes_are_judged_as_RFC_2136_says(
        string prerequisites, string changes, DnsResponseCode expected)
    {
        DnsMessage reply = await SendAsync(Records(prerequisites), Records(changes));
        Assert.Equal(expected, reply.Code);
        Assert.Equal(7u, Zone.Serial);
    }

    [Theory]
    [InlineData("in a CNAME ns", "a.x.test", "A", "192.0.2.2|192.0.2.3")]
    [InlineData("in alias A 192.0.2.9", "alias.x.test", "A", "")]
    [InlineData("in alias CNAME ns", "alias.x.test", "CNAME", "ns.x.test.")]
    [InlineData("any @ ANY", "x.test", "NS", "ns.x.test.")]
    [InlineData("none @ NS ns", "x.test", "NS", "ns.x.test.")]
    [InlineData("any a ANY", "a.x.test", "A", "")]
    [InlineData("in a A 192.0.2.9", "a.x.test", "A", "192.0.2.2|192.0.2.3|192.0.2.9")]
    public async Task Changes_that_would_break_the_zone_are_passed_over(string change, string name, string type, string data)
    {
        DnsMessage reply = await SendAsync([], Records(change));
        Assert.Equal(DnsResponseCode.NoError, reply.Code);
        Assert.True(DnsRecordTypeText.TryParse(type, out DnsRecordType number));
        Assert.Equal(data, string.Join('|', Data(name, number)));
    }

    [Fact]
    public async Task Without_the_key_an_update_is_refused()
    {
        var client = new DnsClient(_server.EndPoint);
        DnsReply reply = await client.SendAsync(Update([], Records("in b A 192.0.2.9")));
        Assert.Equal(DnsResponseCode.Refused, reply.Message.Code);
        var stranger = TsigKey.Parse($"hmac-sha512:other.key:{Secret}");
        var refusal = await Assert.ThrowsAsync<DnsException>(() => new DnsClient(
            _server.EndPoint, new DnsClientOptions { Key = stranger, Attempts = 1 }).SendAsync(Update([], [])));
        Assert.Contains("BadKey", refusal.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<ResourceRecord> Records(string text) =>
        [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Record)];

    private static ResourceRecord Record(string text)
    {
        string[] words = text.Split(' ', 4);
        DomainName name = words[1] == "@" ? Origin
            : DomainName.Parse(words[1].EndsWith('.') ? words[1] : $"{words[1]}.x.test");
        Assert.True(DnsRecordTypeText.TryParse(words[2], out DnsRecordType type));
        DnsClass @class = words[0] switch { "any" => DnsClass.Any, "none" => DnsClass.Absent, _ => DnsClass.Internet };
        RecordData data = words.Length < 4
            ? RecordData.FromOctets(type, [])
            : RecordData.Parse(type, words[3] == "ns" ? "ns.x.test" : words[3]);
        return new ResourceRecord(name, @class, @class == DnsClass.Internet && words.Length == 4 ? 60u : 0, data);
    }

    private static DnsMessage Update(IReadOnlyList<ResourceRecord> prerequisites, IReadOnlyList<ResourceRecord> changes) =>
        new()
        {
            Opcode = DnsOpcode.Update,
            Questions = [new DnsQuestion(Origin, DnsRecordType.SOA)],
            Answers = [.. prerequisites.Select(record => record with { TimeToLive = 0 })],
            Authorities = changes,
        };

    private Zone Zone => _store.Zones.Single();

    private string[] Data(string name, DnsRecordType type) =>
    [
        .. (Zone.Find(DomainName.Parse(name).Wire)?.Find(type)?.Data ?? []).Select(data => data.ToString()).Order(),
    ];

    private async Task<DnsMessage> SendAsync(
        IReadOnlyList<ResourceRecord> prerequisites, IReadOnlyList<ResourceRecord> changes)
    {
        var client = new DnsClient(_server.EndPoint, new DnsClientOptions { Key = Key });
        return (await client.SendAsync(Update(prerequisites, changes))).Message;
    }

    private Task<string> NsUpdateAsync(params string[] lines) => Peer.RunAsync(
        "nsupdate",
        ["-y", $"hmac-sha512:update.key:{Secret}"],
        $"server 127.0.0.1 {_server.EndPoint.Port}\nzone x.test\n{string.Join('\n', lines)}\nsend\n");
}
