using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Dns;

/// <summary>Whom the server serves with what, and how it keeps from being a weapon.</summary>
public sealed class DnsServerPolicyTests
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);
    private static readonly byte[] Asker = [192, 0, 2, 7];

    [Fact]
    public void Cookies_are_those_of_RFC_9018()
    {
        var cookies = new ServerCookies(Convert.FromHexString("e5e973e5a6b2a43f48e7dc849e37bfcf"));
        byte[] client = Convert.FromHexString("2464c4abcf10c957");
        byte[] cookie = new byte[ServerCookies.Size];
        cookies.Write(client, IPAddress.Parse("198.51.100.100").GetAddressBytes(), 1559731985, cookie);
        Assert.Equal("2464c4abcf10c957010000005cf79f111f8130c3eee29480", Convert.ToHexStringLower(cookie));
    }

    [Fact]
    public void A_cookie_is_good_for_its_address_and_for_an_hour()
    {
        var cookies = new ServerCookies();
        byte[] cookie = new byte[ServerCookies.Size];
        cookies.Write(new byte[8], Asker, 10_000, cookie);
        Assert.True(cookies.IsValid(cookie, Asker, 10_000 + 3600));
        Assert.False(cookies.IsValid(cookie, Asker, 10_000 + 3601));
        Assert.False(cookies.IsValid(cookie, Asker, 10_000 - 301));
        Assert.False(cookies.IsValid(cookie, [192, 0, 2, 8], 10_000));
        cookie[20] ^= 1;
        Assert.False(cookies.IsValid(cookie, Asker, 10_000));
        Assert.False(new ServerCookies().IsValid(cookie, Asker, 10_000));
    }

    [PeerFact("dig")]
    public async Task Dig_gets_a_cookie_and_its_own_is_taken()
    {
        await using DnsServer server = DnsServer.Start(AnyPort, SampleZones.Load());
        string[] ask = ["@127.0.0.1", "-p", $"{server.EndPoint.Port}", "example.org", "+tries=1", "+norecurse"];
        string output = await Peer.RunAsync("dig", [.. ask, "+cookie=0011223344556677"]);
        Assert.Contains("; COOKIE: 0011223344556677", output, StringComparison.Ordinal);
        Assert.Contains("(good)", output, StringComparison.Ordinal);
        output = await Peer.RunAsync("dig", [.. ask, "+ednsopt=10:00112233"]);
        Assert.Contains("FORMERR", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_asks_the_same_too_often_is_held_back_and_others_are_not()
    {
        var time = new ManualTime();
        var policy = new ServerPolicy(new DnsServerOptions { MaxResponsesPerSecond = 10 }, time);
        var responder = new DnsResponder(SampleZones.Load(), policy);
        Assert.Equal((10, 5, 5), Ask(responder, Asker, 20, "example.org"));
        Assert.Equal((0, 5, 5), Ask(responder, [192, 0, 2, 8], 10, "example.org"));
        Assert.Equal((10, 0, 0), Ask(responder, [198, 51, 100, 7], 10, "example.org"));
        Assert.Equal((10, 0, 0), Ask(responder, Asker, 10, "web1.example.org"));
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal((10, 1, 1), Ask(responder, Asker, 12, "example.org"));
    }

    [Fact]
    public void Names_that_do_not_exist_count_as_one()
    {
        var policy = new ServerPolicy(new DnsServerOptions { MaxResponsesPerSecond = 10 }, new ManualTime());
        var responder = new DnsResponder(SampleZones.Load(), policy);
        int answered = 0;
        for (int i = 0; i < 20; i++) answered += Ask(responder, Asker, 1, $"none{i}.example.org").Answered;
        Assert.Equal(10, answered);
    }

    [Fact]
    public void Whoever_shows_our_cookie_is_not_held_back()
    {
        var policy = new ServerPolicy(new DnsServerOptions { MaxResponsesPerSecond = 1 }, new ManualTime());
        var responder = new DnsResponder(SampleZones.Load(), policy);
        byte[] response = new byte[1232];
        int length = responder.Respond(Query("example.org", new byte[8]), response, isDatagram: true, Asker);
        byte[] cookie = DnsMessage.Parse(response.AsSpan(0, length)).Edns!.Value.Options[0].Data.ToArray();
        Assert.Equal(24, cookie.Length);
        for (int i = 0; i < 20; i++)
        {
            length = responder.Respond(Query("example.org", cookie), response, isDatagram: true, Asker);
            Assert.Equal(DnsFlags.None, DnsMessage.Parse(response.AsSpan(0, length)).Flags & DnsFlags.Truncated);
        }
    }

    [Fact]
    public void Addresses_take_turns()
    {
        var responder = new DnsResponder(SampleZones.Load());
        byte[] response = new byte[1232];
        string[] firsts =
        [
            .. Enumerable.Range(0, 6).Select(_ =>
            {
                int length = responder.Respond(Query("pool.example.org"), response, isDatagram: true);
                return DnsMessage.Parse(response.AsSpan(0, length)).Answers[0].Data.ToString();
            }),
        ];
        Assert.Equal(3, firsts.Distinct().Count());
        Assert.Equal(firsts[..3], firsts[3..]);
    }

    [Theory]
    [InlineData("192.0.2.0/24", null, true)]
    [InlineData("192.0.2.7", null, true)]
    [InlineData("192.0.3.0/24", null, false)]
    [InlineData("::/0", null, false)]
    [InlineData("key:a.key", null, false)]
    [InlineData("key:a.key", "A.KEY", true)]
    [InlineData("key:a.key", "b.key", false)]
    public void Access_is_by_network_or_key(string entry, string? key, bool expected)
    {
        DomainName? name = key is null ? null : DomainName.Parse(key);
        Assert.Equal(expected, AccessList.Parse(entry).Allows(new IPAddress(Asker), name));
        Assert.Equal(expected, AccessList.Parse(entry).Allows(IPAddress.Parse("::ffff:192.0.2.7"), name));
        Assert.False(AccessList.None.Allows(new IPAddress(Asker), name));
        Assert.True(AccessList.Any.Allows(new IPAddress(Asker), name));
    }

    [Fact]
    public void What_is_no_entry_of_an_access_list_is_refused() =>
        Assert.Throws<FormatException>(() => AccessList.Parse("192.0.2.0/33"));

    [Fact]
    public async Task Reloading_a_zone_drops_no_query()
    {
        var zones = new ZoneStore(Version(1));
        await using DnsServer server = DnsServer.Start(AnyPort, zones);
        using var stop = new CancellationTokenSource();
        Task reloading = Task.Run(async () =>
        {
            for (uint serial = 2; !stop.IsCancellationRequested; serial++)
            {
                zones.Set(Version(serial));
                await Task.Yield();
            }
        });
        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udp.Connect(server.EndPoint);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        byte[] response = new byte[512];
        for (int i = 0; i < 2000; i++)
        {
            await udp.SendAsync(Query("a.x"));
            int length = await udp.ReceiveAsync(response, patience.Token);
            Assert.Equal("192.0.2.1", Assert.Single(DnsMessage.Parse(response.AsSpan(0, length)).Answers).Data.ToString());
        }

        await stop.CancelAsync();
        await reloading;
    }

    [PeerTheory("kdig", "drill")]
    [InlineData("kdig", "@127.0.0.1 -p PORT +short example.org MX", "10 mail.example.org.")]
    [InlineData("kdig", "@127.0.0.1 -p PORT +short +tcp large.example.org TXT", "01 All human beings")]
    [InlineData("kdig", "@127.0.0.1 -p PORT example.org AAAA +cookie", "2001:db8::10")]
    [InlineData("kdig", "@127.0.0.1 -p PORT -x 192.0.2.25", "mail.example.org.")]
    [InlineData("drill", "-p PORT old-www.example.org @127.0.0.1 A", "192.0.2.80")]
    [InlineData("drill", "-t -p PORT large.example.org @127.0.0.1 TXT", "08 Everyone has the right")]
    [InlineData("drill", "-p PORT none.example.org @127.0.0.1 A", "rcode: NXDOMAIN")]
    public async Task Kdig_and_drill_read_our_answers(string program, string arguments, string expected)
    {
        await using DnsServer server = DnsServer.Start(AnyPort, SampleZones.Load());
        string[] words = arguments.Replace("PORT", $"{server.EndPoint.Port}", StringComparison.Ordinal).Split(' ');
        string output = await Peer.RunAsync(program, words);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", output, StringComparison.Ordinal);
    }

    private static Zone Version(uint serial) => ZoneFile.Parse(
        $"x. 5 SOA n. h. {serial} 2 3 4 5\nx. NS n.\na.x. A 192.0.2.1\n", "zone.db");

    private static (int Answered, int Cut, int Dropped) Ask(DnsResponder responder, byte[] asker, int times, string name)
    {
        byte[] response = new byte[1232];
        (int answered, int cut, int dropped) = (0, 0, 0);
        for (int i = 0; i < times; i++)
        {
            int length = responder.Respond(Query(name), response, isDatagram: true, asker);
            if (length == 0) dropped++;
            else if ((DnsHeader.Read(response).Flags & DnsFlags.Truncated) != 0) cut++;
            else answered++;
        }

        return (answered, cut, dropped);
    }

    private static byte[] Query(string name, byte[]? cookie = null) => new DnsMessage
    {
        Questions = [new DnsQuestion(DomainName.Parse(name), DnsRecordType.A)],
        Edns = cookie is null ? null : new DnsEdns(1232) { Options = [new EdnsOption(EdnsOption.Cookie, cookie)] },
    }.ToArray();
}
