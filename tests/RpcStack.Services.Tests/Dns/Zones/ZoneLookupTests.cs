using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Tests.Dns.Zones;

/// <summary>What a zone says to a question, additional addresses included.</summary>
public sealed class ZoneLookupTests
{
    private const string Text = """
        $ORIGIN x.
        $TTL 60
        @       SOA n h 1 2 3 4 5
                NS  n
                NS  n.elsewhere.
                MX  1 m
        n       A   192.0.2.1
                AAAA ::1
        m       A   192.0.2.2
        alias   CNAME alias2
        alias2  CNAME m
        out     CNAME m.elsewhere.
        gone    CNAME none
        into    CNAME www.sub
        loop    CNAME loop2
        loop2   CNAME loop
        self    CNAME self
        a.b.c   A   192.0.2.3
        _s._tcp SRV 1 2 3 m
        sub     NS  ns.sub
                NS  ns.deep.sub
                NS  n
                DS  \# 4 00010203
                A   192.0.2.9
        ns.sub  A   192.0.2.4
        ns.deep.sub AAAA ::4
        deep.sub NS ns.sub
        below   MX  1 ns.sub
        """;

    private readonly ZoneStore _store = new(ZoneFile.Parse(Text, "zone.db"));

    [Theory]
    [InlineData("m.x", "A", "NoError aa | m.x. A")]
    [InlineData("M.X", "A", "NoError aa | m.x. A")]
    [InlineData("x", "NS", "NoError aa | x. NS | | n.x. A, n.x. AAAA")]
    [InlineData("x", "MX", "NoError aa | x. MX | | m.x. A")]
    [InlineData("_s._tcp.x", "SRV", "NoError aa | _s._tcp.x. SRV | | m.x. A")]
    [InlineData("x", "ANY", "NoError aa | x. SOA")]
    public void What_is_there_is_answered_with_the_addresses_that_help(string name, string type, string expected) =>
        Assert.Equal(expected, Ask(name, type));

    [Theory]
    [InlineData("m.x", "AAAA", "NoError aa | | x. SOA")]
    [InlineData("b.c.x", "A", "NoError aa | | x. SOA")]
    [InlineData("c.x", "A", "NoError aa | | x. SOA")]
    [InlineData("_tcp.x", "ANY", "NoError aa | | x. SOA")]
    [InlineData("z.c.x", "A", "NameError aa | | x. SOA")]
    [InlineData("none.x", "A", "NameError aa | | x. SOA")]
    [InlineData("a.m.x", "A", "NameError aa | | x. SOA")]
    [InlineData("none.none.none.x", "ANY", "NameError aa | | x. SOA")]
    public void What_is_not_there_is_answered_with_the_SOA_record(string name, string type, string expected) =>
        Assert.Equal(expected, Ask(name, type));

    [Theory]
    [InlineData("alias.x", "A", "NoError aa | alias.x. CNAME, alias2.x. CNAME, m.x. A")]
    [InlineData("alias.x", "CNAME", "NoError aa | alias.x. CNAME")]
    [InlineData("alias.x", "ANY", "NoError aa | alias.x. CNAME")]
    [InlineData("alias.x", "TXT", "NoError aa | alias.x. CNAME, alias2.x. CNAME | x. SOA")]
    [InlineData("out.x", "A", "NoError aa | out.x. CNAME")]
    [InlineData("gone.x", "A", "NameError aa | gone.x. CNAME | x. SOA")]
    [InlineData("into.x", "A", "NoError aa | into.x. CNAME | sub.x. NS | ns.sub.x. A, ns.deep.sub.x. AAAA, n.x. A, n.x. AAAA")]
    [InlineData("loop.x", "A", "NoError aa | loop.x. CNAME, loop2.x. CNAME")]
    [InlineData("self.x", "A", "NoError aa | self.x. CNAME")]
    public void Aliases_are_followed_within_the_zone(string name, string type, string expected) =>
        Assert.Equal(expected, Ask(name, type));

    [Theory]
    [InlineData("sub.x", "NS")]
    [InlineData("sub.x", "A")]
    [InlineData("www.sub.x", "A")]
    [InlineData("ns.sub.x", "A")]
    [InlineData("www.deep.sub.x", "A")]
    public void What_is_delegated_is_referred_to_with_glue(string name, string type) =>
        Assert.Equal("NoError | | sub.x. NS | ns.sub.x. A, ns.deep.sub.x. AAAA, n.x. A, n.x. AAAA", Ask(name, type));

    [Fact]
    public void The_parent_knows_the_DS_record_of_what_it_delegates()
    {
        Assert.Equal("NoError aa | sub.x. DS", Ask("sub.x", "DS"));
        Assert.Equal("NoError aa | | x. SOA", Ask("x", "DS"));
    }

    [Fact]
    public void Glue_is_not_given_as_an_authoritative_extra() =>
        Assert.Equal("NoError aa | below.x. MX", Ask("below.x", "MX"));

    [Theory]
    [InlineData("y", "A")]
    [InlineData("xx", "A")]
    [InlineData(".", "NS")]
    public void Other_zones_are_refused(string name, string type) => Assert.Equal("Refused", Ask(name, type));

    [Theory]
    [InlineData(300, 5, 5)]
    [InlineData(5, 300, 5)]
    public void A_negative_answer_lives_as_long_as_the_shorter_of_SOA_and_MINIMUM(uint ttl, uint minimum, uint expected)
    {
        var store = new ZoneStore(ZoneFile.Parse($"x. {ttl} SOA n. h. 1 2 3 4 {minimum}\nx. NS n.", "zone.db"));
        var answer = new ZoneAnswer();
        store.Lookup(DomainName.Parse("none.x").Wire, DnsRecordType.A, answer);
        Assert.Equal(expected, Assert.Single(answer.Authorities).TimeToLive);
        store.Lookup(DomainName.Parse("x").Wire, DnsRecordType.SOA, answer);
        Assert.Equal(ttl, Assert.Single(answer.Answers).TimeToLive);
    }

    [Fact]
    public void A_chain_of_aliases_is_followed_sixteen_links_far()
    {
        string chain = string.Concat(Enumerable.Range(0, 40).Select(i => $"a{i}.x. CNAME a{i + 1}.x.\n"));
        var store = new ZoneStore(ZoneFile.Parse("x. 5 SOA n. h. 1 2 3 4 5\nx. NS n.\n" + chain, "zone.db"));
        var answer = new ZoneAnswer();
        store.Lookup(DomainName.Parse("a0.x").Wire, DnsRecordType.A, answer);
        Assert.Equal(16, answer.Answers.Count);
        Assert.Equal(DnsResponseCode.NoError, answer.Code);
    }

    [Fact]
    public void The_zone_with_the_longest_name_answers()
    {
        _store.Set(ZoneFile.Parse("sub.x. 5 SOA n. h. 1 2 3 4 5\nsub.x. NS n.\nwww.sub.x. A 192.0.2.7", "sub.db"));
        Assert.Equal("NoError aa | www.sub.x. A", Ask("www.sub.x", "A"));
        Assert.True(_store.Remove(DomainName.Parse("SUB.x")));
        Assert.False(_store.Remove(DomainName.Parse("sub.x")));
        Assert.StartsWith("NoError | | sub.x. NS", Ask("www.sub.x", "A"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zone_can_be_the_root()
    {
        var store = new ZoneStore(ZoneFile.Parse(
            ". 5 SOA n. h. 1 2 3 4 5\n. NS n.\norg. NS a.org.\na.org. A 192.0.2.1", "root"));
        Assert.Equal("NoError | | org. NS | a.org. A", Ask("www.example.org", "A", store));
        Assert.Equal("NameError aa | | . SOA", Ask("com", "A", store));
    }

    private string Ask(string name, string type, ZoneStore? store = null)
    {
        Assert.True(DnsRecordTypeText.TryParse(type, out DnsRecordType wanted));
        var answer = new ZoneAnswer();
        (store ?? _store).Lookup(DomainName.Parse(name).Wire, wanted, answer);
        string[] sections =
        [
            answer.Code + (answer.IsAuthoritative ? " aa" : ""),
            .. new[] { answer.Answers, answer.Authorities, [.. answer.Glue, .. answer.Additionals] }.Select(Show),
        ];
        return string.Join(" |", sections).TrimEnd(' ', '|');
    }

    private static string Show(List<RecordSet> sets) =>
        string.Concat(sets.Select((set, i) => $"{(i == 0 ? " " : ", ")}{set.Owner} {set.Type.ToText()}"));
}
