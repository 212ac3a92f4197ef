using RpcStack.Services.Dns;

namespace RpcStack.Services.Tests.Dns;

/// <summary>What every way to look up a name gives for the sample zones.</summary>
public abstract class DnsLookupConformance
{
    /// <summary>A lookup that in the end is answered from <see cref="SampleZones"/>.</summary>
    protected abstract IDnsLookup Lookup { get; }

    [Theory]
    [InlineData("example.org", DnsRecordType.A, "example.org. 3600 IN A 192.0.2.10")]
    [InlineData("example.org", DnsRecordType.AAAA, "example.org. 3600 IN AAAA 2001:db8::10")]
    [InlineData("example.org", DnsRecordType.NS, "example.org. 3600 IN NS ns1.example.org.", "example.org. 3600 IN NS ns2.example.net.")]
    [InlineData("example.org", DnsRecordType.MX, "example.org. 3600 IN MX 10 mail.example.org.", "example.org. 3600 IN MX 20 backup.mail.example.org.")]
    [InlineData("example.org", DnsRecordType.TXT, "example.org. 3600 IN TXT \"v=spf1 mx -all\"")]
    [InlineData("example.org.", DnsRecordType.SOA, "example.org. 3600 IN SOA ns1.example.org. hostmaster.example.org. 2025010101 7200 900 1209600 300")]
    [InlineData("web2.example.org", DnsRecordType.A, "web2.example.org. 300 IN A 192.0.2.81")]
    [InlineData("25.2.0.192.in-addr.arpa", DnsRecordType.PTR, "25.2.0.192.in-addr.arpa. 3600 IN PTR mail.example.org.")]
    [InlineData("_xmpp-client._tcp.example.org", DnsRecordType.SRV, "_xmpp-client._tcp.example.org. 3600 IN SRV 5 0 5222 chat.example.org.")]
    [InlineData("unknown.example.org", (DnsRecordType)65280, @"unknown.example.org. 3600 IN TYPE65280 \# 6 c0ffee000102")]
    [InlineData("key1._domainkey.example.org", DnsRecordType.TXT, "key1._domainkey.example.org. 3600 IN TXT \"v=DKIM1; k=ed25519; \" \"p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\"")]
    public async Task Records_of_every_type_are_found(string name, DnsRecordType type, params string[] records)
    {
        DnsAnswer answer = await Lookup.LookupAsync(name, type);
        Assert.Equal(DnsResponseCode.NoError, answer.Code);
        Assert.True(answer.IsAuthoritative);
        Assert.Equal(records.Order(), answer.Answers.Select(record => record.ToString()).Order());
        Assert.Empty(answer.Authorities);
    }

    [Fact]
    public async Task A_name_is_found_whatever_its_case_and_keeps_the_zones()
    {
        DnsAnswer answer = await Lookup.LookupAsync("WEB1.Example.Org", DnsRecordType.A);
        Assert.Equal("web1.example.org.", Assert.Single(answer.Answers).Name);
    }

    [Fact]
    public async Task Aliases_come_before_what_they_lead_to()
    {
        DnsAnswer answer = await Lookup.LookupAsync("old-www.example.org", DnsRecordType.A);
        Assert.Equal(
            [
                "old-www.example.org. 3600 IN CNAME www.example.org.",
                "www.example.org. 3600 IN CNAME web1.example.org.",
                "web1.example.org. 3600 IN A 192.0.2.80",
            ],
            answer.Answers.Select(record => record.ToString()));
    }

    [Fact]
    public async Task An_alias_can_lead_out_of_the_zone()
    {
        DnsAnswer answer = await Lookup.LookupAsync("shop.example.org", DnsRecordType.A);
        Assert.Equal(DnsResponseCode.NoError, answer.Code);
        Assert.Equal("shops.example.com.", Assert.Single(answer.Answers).Data);
    }

    [Theory]
    [InlineData("no-such-host.example.org", DnsResponseCode.NameError, 0)]
    [InlineData("gone.example.org", DnsResponseCode.NameError, 1)]
    [InlineData("web1.example.org", DnsResponseCode.NoError, 0)]
    [InlineData("lab.dept.example.org", DnsResponseCode.NoError, 0)]
    public async Task What_is_not_there_is_told_with_the_SOA_record(string name, DnsResponseCode code, int aliases)
    {
        DnsAnswer answer = await Lookup.LookupAsync(name, DnsRecordType.AAAA);
        Assert.Equal(code, answer.Code);
        Assert.True(answer.IsAuthoritative);
        Assert.Equal(aliases, answer.Answers.Count);
        DnsRecord authority = Assert.Single(answer.Authorities);
        Assert.Equal((DnsRecordType.SOA, 300u), (authority.Type, authority.TimeToLive));
    }

    [Fact]
    public async Task What_is_delegated_is_referred_to()
    {
        DnsAnswer answer = await Lookup.LookupAsync("host.child.example.org", DnsRecordType.A);
        Assert.Equal(DnsResponseCode.NoError, answer.Code);
        Assert.False(answer.IsAuthoritative);
        Assert.Empty(answer.Answers);
        Assert.Equal(
            ["ns1.child.example.org.", "ns2.example.net."],
            answer.Authorities.Select(record => record.Data).Order());
    }

    [Fact]
    public async Task Other_peoples_names_are_refused()
    {
        DnsAnswer answer = await Lookup.LookupAsync("www.example.com", DnsRecordType.A);
        Assert.Equal(new DnsAnswer(DnsResponseCode.Refused, false, [], []), answer);
    }

    [Fact]
    public async Task An_answer_too_large_for_a_datagram_arrives_whole()
    {
        DnsAnswer answer = await Lookup.LookupAsync("large.example.org", DnsRecordType.TXT);
        Assert.Equal(8, answer.Answers.Count);
        Assert.True(answer.Answers.Sum(record => record.Data.Length) > 1232);
    }

    [Theory]
    [InlineData("", DnsRecordType.A, "name")]
    [InlineData("a..b", DnsRecordType.A, "name")]
    [InlineData("example.org", DnsRecordType.None, "type")]
    [InlineData("example.org", DnsRecordType.OPT, "type")]
    [InlineData("example.org", DnsRecordType.AXFR, "type")]
    [InlineData("example.org", (DnsRecordType)250, "type")]
    public virtual async Task What_cannot_be_asked_is_an_argument_error(
        string name, DnsRecordType type, string parameter)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(async () => await Lookup.LookupAsync(name, type));
        Assert.Equal(parameter, error.ParamName);
    }

    [Fact]
    public async Task A_lookup_that_was_given_up_before_it_began_is_cancelled()
    {
        var givenUp = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Lookup.LookupAsync("example.org", DnsRecordType.A, givenUp));
    }

    [Fact]
    public async Task Lookups_can_overlap()
    {
        Task<DnsAnswer>[] lookups =
        [
            .. Enumerable.Range(0, 100).Select(
                _ => Lookup.LookupAsync("pool.example.org", DnsRecordType.A).AsTask()),
        ];
        Assert.All(await Task.WhenAll(lookups), answer => Assert.Equal(3, answer.Answers.Count));
    }
}
