using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Tests.Dns.Zones;

/// <summary>Names that are not in the zone and have answers all the same.</summary>
public sealed class WildcardTests
{
    // The zone of RFC 4592 §2.2.1, and subtrees that are elsewhere.
    private const string Text =
        """
        $ORIGIN example.
        $TTL 3600
        @            SOA n h 1 2 3 4 5
        @            NS ns
        *            TXT "this is a wildcard"
        *            MX 10 host1
        sub.*        TXT "this is not a wildcard"
        host1        A 192.0.2.1
        _ssh._tcp.host1 SRV 0 0 22 host1
        _ssh._tcp.host2 SRV 0 0 22 host2
        subdel       NS ns.example.com.
        *.alias      CNAME host1
        old          DNAME new
        old          A 192.0.2.9
        host1.new    A 192.0.2.2
        out          DNAME elsewhere.test.
        long         DNAME LONG.test.
        round        DNAME x.round
        """;

    private readonly ZoneStore _store = new(ZoneFile.Parse(
        Text.Replace("LONG", $"{new string('a', 63)}.{new string('a', 63)}", StringComparison.Ordinal), "zone.db"));

    [Theory]
    [InlineData("host3.example", "MX", "NoError: host3.example. MX 10 host1.example.")]
    [InlineData("host3.example", "A", "NoError:")]
    [InlineData("foo.bar.example", "TXT", "NoError: foo.bar.example. TXT \"this is a wildcard\"")]
    [InlineData("host1.example", "MX", "NoError:")]
    [InlineData("sub.*.example", "MX", "NoError:")]
    [InlineData("_telnet._tcp.host1.example", "SRV", "NameError:")]
    [InlineData("host.subdel.example", "A", "NoError:")]
    [InlineData("ghost.*.example", "MX", "NameError:")]
    [InlineData("*.example", "TXT", "NoError: *.example. TXT \"this is a wildcard\"")]
    [InlineData("deep.alias.example", "A", "NoError: deep.alias.example. CNAME host1.example., host1.example. A 192.0.2.1")]
    public void RFC_4592_says_what_a_wildcard_matches(string name, string type, string expected) =>
        Assert.Equal(expected, Ask(name, type));

    [Theory]
    [InlineData("host1.old.example", "A", "NoError: old.example. DNAME new.example., host1.old.example. CNAME host1.new.example., host1.new.example. A 192.0.2.2")]
    [InlineData("none.old.example", "A", "NameError: old.example. DNAME new.example., none.old.example. CNAME none.new.example.")]
    [InlineData("old.example", "A", "NoError: old.example. A 192.0.2.9")]
    [InlineData("old.example", "TYPE39", "NoError: old.example. DNAME new.example.")]
    [InlineData("a.b.out.example", "A", "NoError: out.example. DNAME elsewhere.test., a.b.out.example. CNAME a.b.elsewhere.test.")]
    public void A_subtree_alias_is_followed_and_shown_as_an_alias(string name, string type, string expected) =>
        Assert.Equal(expected, Ask(name, type));

    [Fact]
    public void An_alias_that_would_be_too_long_is_told() =>
        Assert.StartsWith(
            $"{DnsResponseCodes.NameExists}: long.example. DNAME",
            Ask($"{new string('b', 63)}.{new string('b', 63)}.long.example", "A"),
            StringComparison.Ordinal);

    [Fact]
    public void A_subtree_alias_of_itself_ends()
    {
        string answer = Ask("a.round.example", "A");
        Assert.StartsWith("NoError: round.example. DNAME", answer, StringComparison.Ordinal);
        Assert.InRange(answer.Split("CNAME").Length, 2, 18);
    }

    private string Ask(string name, string type)
    {
        Assert.True(DnsRecordTypeText.TryParse(type, out DnsRecordType wanted));
        var answer = new ZoneAnswer();
        _store.Lookup(DomainName.Parse(name).Wire, wanted, answer);
        IEnumerable<string> records = answer.Answers.SelectMany(set => set.Data.Select(
            data => $" {set.Owner} {set.Type.ToText()} {data}"));
        return $"{answer.Code}:" + string.Join(',', records);
    }
}
