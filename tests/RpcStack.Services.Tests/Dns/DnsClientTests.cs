using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Tests.Dns;

/// <summary>The client against servers that lie, stutter and stay silent.</summary>
public sealed class DnsClientTests
{
    private const string Forged = "203.0.113.66";

    // For replies that come: a busy machine does not turn them into retries.
    private static readonly DnsClientOptions Patient = new() { Timeout = TimeSpan.FromSeconds(30), Attempts = 1 };

    public static TheoryData<string> Lies => [.. Forgeries.Keys];

    private static Dictionary<string, Func<DnsMessage, byte[]>> Forgeries { get; } = new()
    {
        ["another ID"] = query => Forge(query, octets => octets[1] ^= 1),
        ["a query"] = query => Forge(query, octets => octets[2] &= 0x7F),
        ["another opcode"] = query => Forge(query, octets => octets[2] |= 0x10),
        ["another name"] = query => Forge(query, octets => octets[13] ^= 1),
        ["another type"] = query => Forge(query, octets => octets[DnsHeader.Size + 14] = 28),
        ["another class"] = query => Forge(query, octets => octets[DnsHeader.Size + 16] = 3),
        ["no question"] = query => new DnsMessage { Id = query.Id, Flags = DnsFlags.Response }.ToArray(),
        ["two questions"] = query => new DnsMessage
        {
            Id = query.Id,
            Flags = DnsFlags.Response,
            Questions = [query.Questions[0], query.Questions[0]],
        }.ToArray(),
        ["a fragment"] = query => FakeDnsServer.Answer(query, Forged)[..^1],
        ["a surplus"] = query => [.. FakeDnsServer.Answer(query, Forged), 0],
        ["a lying length"] = query => Forge(query, octets => octets[^5]++),
        ["nothing"] = _ => [],
        ["noise"] = _ => [0xC0, 0x0C, 0xFF],
        ["another ID with TC"] = query => Forge(query, octets =>
            (octets[1], octets[2]) = ((byte)(octets[1] ^ 1), 0x82)),
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task A_datagram_that_is_no_reply_is_dropped_and_the_reply_awaited(string lie)
    {
        await using var server = new FakeDnsServer(query => [Forgeries[lie](query), FakeDnsServer.Answer(query)]);
        var client = new DnsClient(server.EndPoint, Patient);
        DnsAnswer answer = await AskAsync(client);
        Assert.Equal("192.0.2.1", Assert.Single(answer.Answers).Data);
        Assert.Equal((1, 2, 0), Counts(client));
    }

    [Fact]
    public async Task The_case_in_which_a_server_repeats_the_name_does_not_matter()
    {
        await using var server = new FakeDnsServer(
            query => [With(FakeDnsServer.Answer(query), octets => octets[13] ^= 0x20)]);
        DnsAnswer answer = await AskAsync(new DnsClient(server.EndPoint, Patient));
        Assert.Single(answer.Answers);
    }

    [Fact]
    public async Task After_too_many_lies_the_try_is_given_up_and_the_next_has_another_ID_and_port()
    {
        await using var server = new FakeDnsServer(query => Enumerable.Repeat(Forgeries["another ID"](query), 20));
        var client = new DnsClient(server.EndPoint, Patient with { MaxMismatches = 10, Attempts = 3 });
        var failure = await Assert.ThrowsAsync<DnsException>(() => AskAsync(client));
        Assert.Contains("more than 10 datagrams", failure.Message, StringComparison.Ordinal);
        Assert.Equal((3, 33), (client.Traffic.DatagramsSent, client.Traffic.DatagramsReceived));
        Assert.True(server.Seen.Select(seen => (seen.Query.Id, seen.Port)).Distinct().Count() == 3);
    }

    [Fact]
    public async Task A_datagram_from_elsewhere_is_not_heard()
    {
        using var elsewhere = new Socket(SocketType.Dgram, ProtocolType.Udp);
        elsewhere.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        FakeDnsServer? server = null;
        server = new FakeDnsServer(query =>
        {
            var asker = new IPEndPoint(IPAddress.Loopback, server!.Seen[^1].Port);
            elsewhere.SendTo(FakeDnsServer.Answer(query, Forged), asker);
            return [FakeDnsServer.Answer(query)];
        });
        await using (server)
        {
            var client = new DnsClient(server.EndPoint, Patient);
            Assert.Equal("192.0.2.1", Assert.Single((await AskAsync(client)).Answers).Data);
            Assert.Equal(1, client.Traffic.DatagramsReceived);
        }
    }

    [Fact]
    public async Task A_lost_query_is_sent_again()
    {
        int count = 0;
        await using var server = new FakeDnsServer(query => ++count == 1 ? [] : [FakeDnsServer.Answer(query)]);
        var client = new DnsClient(server.EndPoint, Patient with { Timeout = TimeSpan.FromSeconds(1), Attempts = 2 });
        Assert.Single((await AskAsync(client)).Answers);
        Assert.Equal((2, 1), (client.Traffic.DatagramsSent, client.Traffic.DatagramsReceived));
        Assert.NotEqual(server.Seen[0].Port, server.Seen[1].Port);
    }

    [Fact]
    public async Task Silence_ends_in_a_timeout_that_names_server_and_question()
    {
        await using var server = new FakeDnsServer(_ => []);
        var client = new DnsClient(
            server.EndPoint, new DnsClientOptions { Timeout = TimeSpan.FromMilliseconds(150), Attempts = 2 });
        var failure = await Assert.ThrowsAsync<TimeoutException>(
            async () => await client.LookupAsync("example.org", DnsRecordType.MX));
        Assert.Equal($"{server.EndPoint} did not answer example.org. MX within 0.15 s", failure.Message);
        Assert.Equal(2, client.Traffic.DatagramsSent);
    }

    [Fact]
    public async Task A_lookup_can_be_given_up()
    {
        await using var server = new FakeDnsServer(_ => []);
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await new DnsClient(server.EndPoint).LookupAsync("example.org", DnsRecordType.A, giveUp.Token));
        Assert.Equal(giveUp.Token, cancelled.CancellationToken);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_told_without_waiting()
    {
        var server = new FakeDnsServer(_ => []);
        await server.DisposeAsync();
        var client = new DnsClient(server.EndPoint, Patient);
        var failure = await Assert.ThrowsAsync<DnsException>(() => AskAsync(client));
        var cause = Assert.IsType<SocketException>(failure.InnerException);
        Assert.Equal(SocketError.ConnectionRefused, cause.SocketErrorCode);
    }

    [Fact]
    public async Task A_truncated_reply_is_ignored_whatever_it_says_and_TCP_asked()
    {
        await using var server = new FakeDnsServer(query => [Forge(query, octets => octets[2] |= 0x02)[..^2]]);
        var client = new DnsClient(server.EndPoint, Patient);
        Assert.Equal("192.0.2.1", Assert.Single((await AskAsync(client)).Answers).Data);
        Assert.Equal((1, 1, 1), Counts(client));
    }

    [Fact]
    public async Task Over_TCP_only_the_reply_to_the_query_will_do()
    {
        foreach ((string lie, Func<DnsMessage, byte[]> forge) in Forgeries)
        {
            await using var server = new FakeDnsServer(
                query => [Truncated(query)], query => FakeDnsServer.Framed(forge(query)));
            var client = new DnsClient(server.EndPoint, Patient);
            var failure = await Assert.ThrowsAsync<DnsException>(() => AskAsync(client));
            string reason = failure.Message[(failure.Message.IndexOf(' ', StringComparison.Ordinal) + 1)..];
            Assert.Equal((lie, "sent over TCP what is no reply to the query"), (lie, reason));
        }
    }

    [Fact]
    public async Task A_TCP_reply_that_breaks_off_or_is_truncated_is_a_failure()
    {
        await AssertFailsAsync(
            "before its reply was whole", query => FakeDnsServer.Framed(FakeDnsServer.Answer(query))[..^1]);
        await AssertFailsAsync("before its reply was whole", _ => []);
        await AssertFailsAsync("truncated its answer over TCP too", query => FakeDnsServer.Framed(Truncated(query)));

        static async Task AssertFailsAsync(string reason, Func<DnsMessage, byte[]> overTcp)
        {
            await using var server = new FakeDnsServer(query => [Truncated(query)], overTcp);
            var client = new DnsClient(server.EndPoint, Patient);
            var failure = await Assert.ThrowsAsync<DnsException>(() => AskAsync(client));
            Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_that_does_not_know_EDNS_is_asked_without()
    {
        await using var server = new FakeDnsServer(
            query => [query.Edns is null ? FakeDnsServer.Answer(query) : FormatError(query)]);
        Assert.Single((await AskAsync(new DnsClient(server.EndPoint, Patient))).Answers);
        Assert.Equal([true, false], server.Seen.Select(seen => seen.Query.Edns is not null));
    }

    [Fact]
    public async Task Without_EDNS_a_format_error_is_the_answer()
    {
        await using var server = new FakeDnsServer(query => [FormatError(query)]);
        var client = new DnsClient(server.EndPoint, Patient with { UdpPayloadSize = 0 });
        Assert.Equal(DnsResponseCode.FormatError, (await AskAsync(client)).Code);
        Assert.Equal(1, client.Traffic.DatagramsSent);
    }

    [Fact]
    public async Task A_query_says_what_the_options_say()
    {
        await using var server = new FakeDnsServer(query => [FakeDnsServer.Answer(query)]);
        await AskAsync(new DnsClient(server.EndPoint, Patient));
        await new DnsClient(server.EndPoint, Patient with { IsRecursionDesired = false, UdpPayloadSize = 4096 })
            .LookupAsync("example.org", DnsRecordType.A);
        Assert.Equal(
            [(DnsFlags.RecursionDesired, new DnsEdns(1232)), (DnsFlags.None, new DnsEdns(4096))],
            server.Seen.Select(seen => (seen.Query.Flags, seen.Query.Edns!.Value)));
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        AssertRefused(new DnsClientOptions { Attempts = 0 });
        AssertRefused(new DnsClientOptions { Timeout = TimeSpan.Zero });
        AssertRefused(new DnsClientOptions { UdpPayloadSize = 511 });
        AssertRefused(new DnsClientOptions { MaxMismatches = -1 });

        static void AssertRefused(DnsClientOptions options) => Assert.Throws<ArgumentOutOfRangeException>(
            () => new DnsClient(new IPEndPoint(IPAddress.Loopback, 53), options));
    }

    private static Task<DnsAnswer> AskAsync(DnsClient client) =>
        client.LookupAsync("example.org", DnsRecordType.A).AsTask();

    private static (long Sent, long Received, long Connections) Counts(DnsClient client) =>
        (client.Traffic.DatagramsSent, client.Traffic.DatagramsReceived, client.Traffic.TcpConnections);

    private static byte[] Truncated(DnsMessage query) => new DnsMessage
    {
        Id = query.Id,
        Flags = DnsFlags.Response | DnsFlags.Truncated,
        Questions = query.Questions,
    }.ToArray();

    private static byte[] Forge(DnsMessage query, Action<byte[]> change) =>
        With(FakeDnsServer.Answer(query, Forged), change);

    private static byte[] FormatError(DnsMessage query) =>
        new DnsMessage { Id = query.Id, Flags = DnsFlags.Response, Code = DnsResponseCode.FormatError }.ToArray();

    private static byte[] With(byte[] octets, Action<byte[]> change)
    {
        change(octets);
        return octets;
    }
}
