using System.Buffers.Binary;
using System.Diagnostics;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Tests.Dns.Resolving;

/// <summary>
/// The server of <c>evil.</c> says what it likes. Whatever that is: nobody else's names are touched, the work has a
/// bound, and the resolver goes on.
/// </summary>
public sealed class HostileServerTests : IAsyncLifetime
{
    private const string Forged = "203.0.113.66";

    private readonly ResolverLab _lab = ResolverLab.Start();
    private DnsResolver _resolver = null!;

    public Task InitializeAsync()
    {
        _resolver = new DnsResolver(_lab.Options with
        {
            QueryTimeout = TimeSpan.FromMilliseconds(600),
            MaxQueries = 40,
            Timeout = TimeSpan.FromSeconds(20),
        });
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    public static TheoryData<string> Poisons => [.. Poisonings.Keys];

    private static Dictionary<string, Func<DnsMessage, DnsMessage>> Poisonings { get; } = new()
    {
        ["another's address beside the answer"] = query => Reply(
            query, answers: [A(query, "192.0.2.1"), Record("www.uni.test", "A", Forged)]),
        ["another's address as an extra"] = query => Reply(
            query, answers: [A(query, "192.0.2.1")], additionals: [Record("www.uni.test", "A", Forged), Record("ns.uni.test", "A", Forged)]),
        ["another's servers as authority"] = query => Reply(
            query,
            answers: [A(query, "192.0.2.1")],
            authorities: [Record("test", "NS", "ns.evil"), Record("uni.test", "NS", "ns.evil"), Record(".", "NS", "ns.evil")]),
        ["a referral to another's zone"] = query => Reply(
            query, authorities: [Record("uni.test", "NS", "ns.uni.test")], additionals: [Record("ns.uni.test", "A", "127.0.0.14")], isAuthoritative: false),
        ["a referral up"] = query => Reply(
            query, authorities: [Record(".", "NS", "a.root")], additionals: [Record("a.root", "A", "127.0.0.14")], isAuthoritative: false),
        ["an alias with the target's address"] = query => Reply(
            query, answers: [Record($"{query.Questions[0].Name}", "CNAME", "www.uni.test"), Record("www.uni.test", "A", Forged)]),
        ["a tree alias of everybody"] = query => Reply(
            query, answers: [Record("test", "DNAME", "evil"), Record("www.uni.test", "CNAME", "www.evil")]),
        ["a referral with another's address as glue"] = query => Reply(
            query,
            authorities: [Record($"{query.Questions[0].Name}", "NS", "ns.uni.test"), Record($"{query.Questions[0].Name}", "NS", "www.uni.test")],
            additionals: [Record("ns.uni.test", "A", "127.0.0.14"), Record("www.uni.test", "A", "127.0.0.14")],
            isAuthoritative: false),
        ["another's negative answer"] = query => Reply(
            query, authorities: [Record("uni.test", "SOA", "ns.evil h.evil 1 2 3 4 500")], code: DnsResponseCode.NameError),
    };

    [Theory]
    [MemberData(nameof(Poisons))]
    public async Task Nothing_that_it_says_of_others_is_believed(string poison)
    {
        _lab.ServeEvil(query => [Poisonings[poison](query).ToArray()]);
        await TryAsync("www.evil");
        await TryAsync("more.www.evil");
        DnsAnswer answer = await _resolver.LookupAsync("www.uni.test", DnsRecordType.A);
        Assert.Equal(["192.0.2.1", "192.0.2.2"], answer.Answers.Select(record => record.Data).Order());
        Assert.All(_lab.Steps, step => Assert.True(
            step.Server.Address.ToString() != "127.0.0.14" || step.Question.Name.IsWithin(DomainName.Parse("evil"))));
    }

    public static TheoryData<string> Nuisances => [.. Annoyances.Keys];

    private static Dictionary<string, Func<DnsMessage, IEnumerable<byte[]>>> Annoyances { get; } = new()
    {
        ["silence"] = _ => [],
        ["another ID"] = query => [Edit(Answer(query), octets => octets[1] ^= 1)],
        ["another question"] = query => [Edit(Answer(query), octets => octets[13] ^= 3)],
        ["the wrong case"] = query => [Edit(Answer(query), FlipCase)],
        ["a pointer loop"] = query => [Edit(Answer(query), octets => (octets[^16], octets[^15]) = (0xC0, (byte)(octets.Length - 16)))],
        ["noise"] = _ => [[1, 2, 3]],
        ["endless mismatches"] = query => Enumerable.Repeat(Edit(Answer(query), octets => octets[0] ^= 1), 50),
        ["endless aliases"] = query => [Reply(query, answers: [Record($"{query.Questions[0].Name}", "CNAME", $"{Guid.NewGuid():n}.evil")]).ToArray()],
        ["endless referrals"] = query => [Deeper(query).ToArray()],
        ["many servers without addresses"] = query => [Reply(
            query,
            authorities: [.. Enumerable.Range(0, 50).Select(i => Record($"{query.Questions[0].Name}", "NS", $"n{i}.{Guid.NewGuid():n}.test"))],
            isAuthoritative: false).ToArray()],
        ["servers in a circle"] = query => [Reply(
            query, authorities: [Record($"{query.Questions[0].Name}", "NS", $"ns.x{query.Questions[0].Name}")], isAuthoritative: false).ToArray()],
        ["refusal"] = query => [Reply(query, code: DnsResponseCode.Refused).ToArray()],
        ["failure"] = query => [Reply(query, code: DnsResponseCode.ServerFailure).ToArray()],
    };

    [Theory]
    [MemberData(nameof(Nuisances))]
    public async Task It_costs_a_bounded_number_of_questions_and_a_bounded_time(string nuisance)
    {
        _lab.ServeEvil(query => Annoyances[nuisance](query));
        long start = Stopwatch.GetTimestamp();
        Assert.Null(await TryAsync("a.b.c.evil"));
        Assert.InRange(_resolver.Traffic.DatagramsSent, 2, 60);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(22));
        Assert.NotEmpty((await _resolver.LookupAsync("www.uni.test", DnsRecordType.A)).Answers);
    }

    [Fact]
    public async Task A_lie_about_truncation_is_settled_over_TCP_and_never_remembered()
    {
        FakeDnsServer server = _lab.ServeEvil(
            query => [Edit(Answer(query, Forged), octets => octets[2] |= 0x02)],
            query => FakeDnsServer.Framed(Answer(query)));
        Assert.Equal("192.0.2.1", (await TryAsync("www.evil"))?.Answers[0].Data);
        Assert.NotEmpty(server.Seen);
    }

    [Fact]
    public async Task Truncated_over_TCP_too_is_a_failure()
    {
        byte[] Cut(DnsMessage query) => Edit(Answer(query), octets => octets[2] |= 0x02);
        _lab.ServeEvil(query => [Cut(query)], query => FakeDnsServer.Framed(Cut(query)));
        Assert.Null(await TryAsync("www.evil"));
    }

    [Fact]
    public async Task A_forgery_before_the_true_reply_does_not_count()
    {
        _lab.ServeEvil(query => [Edit(Answer(query, Forged), octets => octets[0] ^= 1), Answer(query)]);
        Assert.Equal("192.0.2.1", (await TryAsync("www.evil"))?.Answers[0].Data);
    }

    [Fact]
    public async Task A_server_that_knows_no_EDNS_is_asked_without_from_then_on()
    {
        FakeDnsServer server = _lab.ServeEvil(
            query => [query.Edns is null ? Answer(query) : Reply(query, code: DnsResponseCode.FormatError).ToArray()]);
        Assert.NotNull(await TryAsync("www.evil"));
        Assert.NotNull(await TryAsync("mail.evil"));
        Assert.Equal([true, false, false], server.Seen.Select(seen => seen.Query.Edns is not null));
    }

    [Fact]
    public async Task IDs_and_ports_and_cases_differ_from_question_to_question()
    {
        FakeDnsServer server = _lab.ServeEvil(query => [Answer(query)]);
        for (int i = 0; i < 20; i++) await TryAsync($"a-rather-long-name-{i:d2}.evil");
        Assert.True(server.Seen.Select(seen => seen.Query.Id).Distinct().Count() >= 19);
        Assert.True(server.Seen.Select(seen => seen.Port).Distinct().Count() >= 15);
        Assert.True(server.Seen.Select(seen => $"{seen.Query.Questions[0].Name}"[..18]).Distinct().Count() >= 19);
    }

    [Fact]
    public async Task A_TTL_with_its_highest_bit_set_counts_as_nothing_and_a_long_one_is_cut()
    {
        uint ttl = int.MaxValue;
        FakeDnsServer server = _lab.ServeEvil(query => [Edit(Answer(query), octets =>
        {
            BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(octets.Length - 21), ttl);
        })]);
        Assert.Equal(86400u, (await TryAsync("www.evil"))!.Answers[0].TimeToLive);
        ttl = 0x80000001;
        Assert.Equal(0u, (await TryAsync("mail.evil"))!.Answers[0].TimeToLive);
        await TryAsync("mail.evil");
        Assert.Equal(3, server.Seen.Count);
    }

    private async Task<DnsAnswer?> TryAsync(string name)
    {
        try
        {
            return await _resolver.LookupAsync(name, DnsRecordType.A);
        }
        catch (Exception failure) when (failure is DnsException or TimeoutException)
        {
            return null;
        }
    }

    private static DnsMessage Deeper(DnsMessage query)
    {
        string name = $"{query.Questions[0].Name}";
        return Reply(
            query,
            authorities: [Record(name, "NS", $"ns.{name}")],
            additionals: [Record($"ns.{name}", "A", "127.0.0.14")],
            isAuthoritative: false);
    }

    private static byte[] Answer(DnsMessage query) => Answer(query, "192.0.2.1");

    private static byte[] Answer(DnsMessage query, string address) => new DnsMessage
    {
        Id = query.Id,
        Flags = DnsFlags.Response | DnsFlags.Authoritative,
        Questions = query.Questions,
        Answers = [A(query, address)],
        Edns = query.Edns is null ? null : new DnsEdns(1232),
    }.ToArray();

    private static ResourceRecord A(DnsMessage query, string address) =>
        new(query.Questions[0].Name, DnsClass.Internet, 60, RecordData.Parse(DnsRecordType.A, address));

    private static ResourceRecord Record(string name, string type, string data)
    {
        Assert.True(DnsRecordTypeText.TryParse(type, out DnsRecordType number));
        return new ResourceRecord(DomainName.Parse(name), DnsClass.Internet, 3600, RecordData.Parse(number, data));
    }

    private static DnsMessage Reply(
        DnsMessage query,
        IReadOnlyList<ResourceRecord>? answers = null,
        IReadOnlyList<ResourceRecord>? authorities = null,
        IReadOnlyList<ResourceRecord>? additionals = null,
        DnsResponseCode code = DnsResponseCode.NoError,
        bool isAuthoritative = true) => new()
        {
            Id = query.Id,
            Flags = DnsFlags.Response | (isAuthoritative ? DnsFlags.Authoritative : DnsFlags.None),
            Code = code,
            Questions = query.Questions,
            Answers = answers ?? [],
            Authorities = authorities ?? [],
            Additionals = additionals ?? [],
        };

    private static byte[] Edit(byte[] octets, Action<byte[]> edit)
    {
        edit(octets);
        return octets;
    }

    private static void FlipCase(byte[] octets)
    {
        for (int at = 13; octets[at] != 0; at++)
        {
            if (char.IsAsciiLetter((char)octets[at])) octets[at] ^= 0x20;
        }
    }
}
