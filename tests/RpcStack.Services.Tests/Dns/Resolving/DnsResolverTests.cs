using System.Net;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Dns.Resolving;

/// <summary>From the root down to the authority, and what is remembered of the way.</summary>
public sealed class DnsResolverTests : IAsyncLifetime
{
    private readonly ResolverLab _lab = ResolverLab.Start();
    private readonly ManualTime _time = new();
    private DnsResolver _resolver = null!;

    public Task InitializeAsync()
    {
        _resolver = new DnsResolver(_lab.Options, _time);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task It_goes_from_the_root_over_the_top_level_to_the_authority_and_says_no_more_than_needed()
    {
        Assert.Equal(["192.0.2.5"], await AskAsync("ector.cs.uni.test"));
        Assert.Equal(
            [
                "127.0.0.11 . NS: answer, 1 NS",
                "127.0.0.11 test. A: referral to test.",
                "127.0.0.12 uni.test. A: referral to uni.test.",
                "127.0.0.13 cs.uni.test. A: no such records",
                "127.0.0.13 ector.cs.uni.test. A: answer, 1 A",
            ],
            _lab.Asked);
    }

    [Fact]
    public async Task Without_minimisation_everybody_is_told_the_whole_name()
    {
        _resolver = new DnsResolver(_lab.Options with { IsNameMinimized = false });
        await AskAsync("ector.cs.uni.test");
        Assert.Equal(
            ["127.0.0.11 . NS", "127.0.0.11 ector.cs.uni.test. A", "127.0.0.12 ector.cs.uni.test. A", "127.0.0.13 ector.cs.uni.test. A"],
            _lab.Asked.Select(step => step.Split(':')[0]));
    }

    [Theory]
    [InlineData("www.uni.test", "A", "192.0.2.1|192.0.2.2")]
    [InlineData("www.uni.test", "AAAA", "2001:db8::1")]
    [InlineData("uni.test", "NS", "ns.uni.test.")]
    [InlineData("uni.test", "MX", "10 mail.uni.test.")]
    [InlineData("alias.uni.test", "CNAME", "www.uni.test.")]
    [InlineData("alias.uni.test", "AAAA", "2001:db8::1|www.uni.test.")]
    [InlineData("far.uni.test", "A", "192.0.2.8|www.glueless.test.")]
    [InlineData("leaf.tree.uni.test", "A", "192.0.2.4|leaf.wood.uni.test.")]
    [InlineData("any.thing.wild.uni.test", "A", "192.0.2.6")]
    [InlineData("13.0.0.127.in-addr.arpa", "PTR", "ns.uni.test.")]
    [InlineData("uni.test", "ANY", "ns.uni.test. host.uni.test. 1 2 3 4 60")]
    [InlineData("www.uni.test", "MX", "")]
    public async Task Every_type_is_found(string name, string type, string expected)
    {
        Assert.True(DnsRecordTypeText.TryParse(type, out DnsRecordType number));
        DnsAnswer answer = await _resolver.LookupAsync(name, number);
        Assert.Equal(DnsResponseCode.NoError, answer.Code);
        Assert.False(answer.IsAuthoritative);
        Assert.Equal(expected, string.Join('|', answer.Answers.Select(record => record.Data).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task An_answer_too_large_for_a_datagram_comes_over_TCP()
    {
        DnsAnswer answer = await _resolver.LookupAsync("large.uni.test", DnsRecordType.TXT);
        Assert.Equal(ResolverLab.Large, Assert.Single(answer.Answers).Data);
        Assert.Equal(1, _resolver.Traffic.TcpConnections);
    }

    [Fact]
    public async Task What_was_learned_is_not_asked_again_and_grows_old()
    {
        await AskAsync("www.uni.test");
        int asked = _lab.Steps.Count;
        _time.Advance(TimeSpan.FromSeconds(100));
        DnsAnswer answer = await _resolver.LookupAsync("WWW.uni.test", DnsRecordType.A);
        Assert.All(answer.Answers, record => Assert.Equal(200u, record.TimeToLive));
        Assert.Equal(asked, _lab.Steps.Count);

        // Its neighbour: the authority is known, so neither root nor top level is asked.
        await AskAsync("mail.uni.test");
        Assert.Equal(asked + 1, _lab.Steps.Count);
        Assert.StartsWith("127.0.0.13", _lab.Asked[^1], StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromSeconds(200));
        answer = await _resolver.LookupAsync("www.uni.test", DnsRecordType.A);
        Assert.All(answer.Answers, record => Assert.Equal(300u, record.TimeToLive));
        Assert.Equal(asked + 2, _lab.Steps.Count);
    }

    [Fact]
    public async Task That_there_is_nothing_is_remembered_as_long_as_the_zone_says()
    {
        DnsAnswer none = await _resolver.LookupAsync("none.uni.test", DnsRecordType.A);
        Assert.Equal(DnsResponseCode.NameError, none.Code);
        Assert.Equal((DnsRecordType.SOA, 60u), (none.Authorities[0].Type, none.Authorities[0].TimeToLive));
        int asked = _lab.Steps.Count;
        _time.Advance(TimeSpan.FromSeconds(20));
        none = await _resolver.LookupAsync("none.uni.test", DnsRecordType.MX);
        Assert.Equal((DnsResponseCode.NameError, 40u), (none.Code, none.Authorities[0].TimeToLive));
        Assert.Equal(asked, _lab.Steps.Count);
        _time.Advance(TimeSpan.FromSeconds(41));
        await _resolver.LookupAsync("none.uni.test", DnsRecordType.MX);
        Assert.Equal(asked + 1, _lab.Steps.Count);
    }

    [Fact]
    public async Task Lookups_alike_are_one()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AskAsync("www.uni.test")));
        Assert.Equal(4, _lab.Steps.Count);
    }

    [Fact]
    public async Task The_cache_has_a_bound()
    {
        _resolver = new DnsResolver(_lab.Options with { MaxCacheEntries = 50 }, _time);
        for (int i = 0; i < 200; i++) await AskAsync($"host{i}.wild.uni.test");
        Assert.Equal(50, _resolver.CacheCount);
    }

    [Fact]
    public async Task A_circle_of_aliases_ends_in_a_failure()
    {
        var failure = await Assert.ThrowsAsync<DnsException>(() => AskAsync("loop1.uni.test"));
        Assert.Contains("alias of itself", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zone_whose_server_has_no_address_is_a_failure_that_is_remembered_for_a_moment()
    {
        var failure = await Assert.ThrowsAsync<DnsException>(() => AskAsync("www.lonely.test"));
        Assert.Equal("The zone lonely.test. has no server whose address can be found", failure.Message);
        int asked = _lab.Steps.Count;
        await Assert.ThrowsAsync<DnsException>(() => AskAsync("www.lonely.test"));
        Assert.Equal(asked, _lab.Steps.Count);
    }

    [Fact]
    public async Task A_forwarder_is_asked_instead()
    {
        await using DnsServer recursive = DnsServer.Start(
            new IPEndPoint(IPAddress.Loopback, 0), new ZoneStore(), new DnsServerOptions { Recursion = _resolver });
        List<string> steps = [];
        var stub = new DnsResolver(new DnsResolverOptions
        {
            Forwarders = [recursive.EndPoint],
            Trace = step => steps.Add(step.Outcome),
        });
        DnsAnswer answer = await stub.LookupAsync("far.uni.test", DnsRecordType.A);
        Assert.Equal(["www.glueless.test.", "192.0.2.8"], answer.Answers.Select(record => record.Data));
        Assert.Equal(["alias of www.glueless.test.", "answer, 1 A"], steps);
        await stub.LookupAsync("far.uni.test", DnsRecordType.A);
        Assert.Equal(2, steps.Count);
    }

    [Fact]
    public async Task A_server_recurses_for_those_it_may_and_follows_its_own_aliases_out()
    {
        var zones = new ZoneStore(ZoneFile.Parse(
            "own.test. 5 SOA n. h. 1 2 3 4 5\nown.test. NS n.\nout.own.test. CNAME www.uni.test.\n", "own"));
        var options = new DnsServerOptions { Recursion = _resolver };
        await using DnsServer open = DnsServer.Start(new IPEndPoint(IPAddress.Loopback, 0), zones, options);
        await using DnsServer closed = DnsServer.Start(
            new IPEndPoint(IPAddress.Loopback, 0), zones, options with { AllowRecursion = AccessList.Parse("192.0.2.0/24") });

        DnsReply reply = await Client(open).AskAsync(Question("www.uni.test"));
        Assert.Equal(
            DnsFlags.Response | DnsFlags.RecursionDesired | DnsFlags.RecursionAvailable, reply.Message.Flags);
        Assert.Equal(2, reply.Message.Answers.Count);
        reply = await Client(open).AskAsync(Question("out.own.test"));
        Assert.Equal(3, reply.Message.Answers.Count);
        Assert.Equal(DnsResponseCode.Refused, (await Client(closed).AskAsync(Question("www.uni.test"))).Message.Code);
        reply = await new DnsClient(open.EndPoint, new DnsClientOptions { IsRecursionDesired = false })
            .AskAsync(Question("www.uni.test"));
        Assert.Equal(DnsResponseCode.Refused, reply.Message.Code);
        reply = await Client(open).AskAsync(Question("www.lonely.test"));
        Assert.Equal(DnsResponseCode.ServerFailure, reply.Message.Code);
    }

    private static DnsClient Client(DnsServer server) => new(server.EndPoint);

    private static DnsQuestion Question(string name) => new(DomainName.Parse(name), DnsRecordType.A);

    private async Task<string[]> AskAsync(string name) =>
        [.. (await _resolver.LookupAsync(name, DnsRecordType.A)).Answers.Select(record => record.Data)];
}
