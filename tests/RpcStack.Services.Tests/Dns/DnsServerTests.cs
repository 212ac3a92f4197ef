using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Tests.Dns;

public sealed class DnsServerTests
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    [Fact]
    public async Task Port_0_is_one_port_on_both_protocols()
    {
        await using DnsServer server = Start();
        Assert.NotEqual(0, server.EndPoint.Port);
        using var udp = new Socket(SocketType.Dgram, ProtocolType.Udp);
        await udp.ConnectAsync(server.EndPoint);
        await udp.SendAsync(Query(7));
        byte[] response = new byte[512];
        Assert.Equal(7, DnsMessage.Parse(response.AsSpan(0, await udp.ReceiveAsync(response))).Id);
        using Socket tcp = await ConnectAsync(server);
        await tcp.SendAsync(Frame(Query(8)));
        Assert.Equal([8], await ReceiveIdsAsync(tcp, 1));
    }

    [Fact]
    public async Task It_speaks_IPv6()
    {
        await using DnsServer server = DnsServer.Start(new IPEndPoint(IPAddress.IPv6Loopback, 0), SampleZones.Load());
        DnsAnswer answer = await new DnsClient(server.EndPoint).LookupAsync("large.example.org", DnsRecordType.TXT);
        Assert.Equal(8, answer.Answers.Count);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_error()
    {
        await using DnsServer server = Start();
        Assert.Throws<SocketException>(() => DnsServer.Start(server.EndPoint, SampleZones.Load()));
        using var other = new Socket(SocketType.Stream, ProtocolType.Tcp);
        other.Bind(AnyPort);
        other.Listen();
        Assert.Throws<SocketException>(() => DnsServer.Start((IPEndPoint)other.LocalEndPoint!, SampleZones.Load()));
    }

    [Fact]
    public async Task Pipelined_queries_are_all_answered()
    {
        await using DnsServer server = Start();
        using Socket tcp = await ConnectAsync(server);
        ushort[] ids = [.. Enumerable.Range(1, 500).Select(i => (ushort)i)];
        byte[] frames = [.. ids.SelectMany(id => Frame(Query(id, "large.example.org", DnsRecordType.TXT)))];
        Task sending = tcp.SendAsync(frames);
        Assert.Equal(ids, (await ReceiveIdsAsync(tcp, ids.Length)).Order());
        await sending;
    }

    [Fact]
    public async Task A_response_comes_in_one_segment_with_its_length()
    {
        await using DnsServer server = Start();
        using Socket tcp = await ConnectAsync(server);
        await tcp.SendAsync(Frame(Query(1)));
        byte[] first = new byte[512];
        int received = await tcp.ReceiveAsync(first);
        Assert.Equal(received - 2, BinaryPrimitives.ReadUInt16BigEndian(first));
    }

    [Fact]
    public async Task A_query_may_arrive_octet_by_octet()
    {
        await using DnsServer server = Start();
        using Socket tcp = await ConnectAsync(server);
        foreach (byte octet in Frame(Query(9)))
        {
            await tcp.SendAsync(new[] { octet });
            await Task.Yield();
        }

        Assert.Equal([9], await ReceiveIdsAsync(tcp, 1));
    }

    [Fact]
    public async Task Responses_among_the_queries_are_passed_over()
    {
        await using DnsServer server = Start();
        using Socket tcp = await ConnectAsync(server);
        byte[] response = Query(1);
        response[2] |= 0x80;
        await tcp.SendAsync((byte[])[.. Frame(response), .. Frame([]), .. Frame(Query(2))]);
        Assert.Equal([2], await ReceiveIdsAsync(tcp, 1));
    }

    [Fact]
    public async Task A_query_larger_than_allowed_closes_the_connection()
    {
        await using DnsServer server = Start(new DnsServerOptions { MaxQuerySize = 600 });
        using Socket tcp = await ConnectAsync(server);
        await tcp.SendAsync((byte[])[.. Frame(Query(3)), 0x02, 0x59]);
        await AssertClosedAsync(tcp);
    }

    [Fact]
    public async Task An_idle_connection_is_closed_and_trickling_octets_do_not_help()
    {
        await using DnsServer server = Start(new DnsServerOptions { TcpIdleTimeout = TimeSpan.FromMilliseconds(300) });
        using Socket tcp = await ConnectAsync(server);
        long start = Stopwatch.GetTimestamp();
        using var trickling = new CancellationTokenSource();
        Task trickle = Task.Run(async () =>
        {
            while (!trickling.IsCancellationRequested)
            {
                try
                {
                    await tcp.SendAsync(new byte[] { 1 });
                }
                catch (SocketException)
                {
                    return;
                }

                await Task.Delay(50);
            }
        });
        await AssertClosedAsync(tcp);
        await trickling.CancelAsync();
        await trickle;
        Assert.True(Stopwatch.GetElapsedTime(start) > TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public async Task Connections_beyond_the_cap_are_closed_and_the_others_work()
    {
        await using DnsServer server = Start(new DnsServerOptions { MaxTcpConnections = 2 });
        using Socket first = await ConnectAsync(server);
        using Socket second = await ConnectAsync(server);
        await second.SendAsync(Frame(Query(1)));
        Assert.Equal([1], await ReceiveIdsAsync(second, 1));
        using Socket third = await ConnectAsync(server);
        await AssertClosedAsync(third);
        await first.SendAsync(Frame(Query(2)));
        Assert.Equal([2], await ReceiveIdsAsync(first, 1));

        // A place that is given up is free again.
        first.Dispose();
        DnsAnswer answer = await RetryAsync(
            () => new DnsClient(server.EndPoint).LookupAsync("large.example.org", DnsRecordType.TXT));
        Assert.Equal(8, answer.Answers.Count);
    }

    [Fact]
    public async Task A_storm_of_garbage_does_not_keep_it_from_answering()
    {
        await using DnsServer server = Start();
        var random = new Random(53);
        using var udp = new Socket(SocketType.Dgram, ProtocolType.Udp);
        await udp.ConnectAsync(server.EndPoint);
        byte[] garbage = new byte[600];
        for (int i = 0; i < 2000; i++)
        {
            random.NextBytes(garbage);
            await udp.SendAsync(garbage.AsMemory(0, random.Next(garbage.Length)));
        }

        for (int i = 0; i < 20; i++)
        {
            using Socket tcp = await ConnectAsync(server);
            await tcp.SendAsync(garbage);
            tcp.LingerState = new LingerOption(true, 0);
        }

        DnsAnswer answer = await RetryAsync(
            () => new DnsClient(server.EndPoint).LookupAsync("large.example.org", DnsRecordType.TXT));
        Assert.Equal(8, answer.Answers.Count);
    }

    [Fact]
    public async Task A_zone_that_is_replaced_shows_at_once()
    {
        var zones = new ZoneStore(ZoneFile.Parse("x. 5 SOA n. h. 1 2 3 4 5\nx. NS n.\nx. A 192.0.2.1", "one"));
        await using DnsServer server = DnsServer.Start(AnyPort, zones);
        var client = new DnsClient(server.EndPoint);
        Assert.Equal("192.0.2.1", Assert.Single((await client.LookupAsync("x", DnsRecordType.A)).Answers).Data);
        zones.Set(ZoneFile.Parse("x. 5 SOA n. h. 2 2 3 4 5\nx. NS n.\nx. A 192.0.2.2", "two"));
        Assert.Equal("192.0.2.2", Assert.Single((await client.LookupAsync("x", DnsRecordType.A)).Answers).Data);
    }

    [Fact]
    public async Task Disposing_it_closes_its_connections_and_frees_its_port()
    {
        DnsServer server = Start();
        using Socket tcp = await ConnectAsync(server);
        await tcp.SendAsync(Frame(Query(1)));
        Assert.Equal([1], await ReceiveIdsAsync(tcp, 1));
        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));
        await server.DisposeAsync();
        await AssertClosedAsync(tcp);
        using var udp = new Socket(SocketType.Dgram, ProtocolType.Udp);
        udp.Bind(server.EndPoint);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        AssertRefused(new DnsServerOptions { MaxQuerySize = 511 });
        AssertRefused(new DnsServerOptions { MaxTcpConnections = 0 });
        AssertRefused(new DnsServerOptions { UdpConcurrency = 0 });
        AssertRefused(new DnsServerOptions { TcpIdleTimeout = TimeSpan.Zero });

        static void AssertRefused(DnsServerOptions options) =>
            Assert.Throws<ArgumentOutOfRangeException>(() => Start(options));
    }

    private static DnsServer Start(DnsServerOptions? options = null) =>
        DnsServer.Start(AnyPort, SampleZones.Load(), options);

    private static async Task<Socket> ConnectAsync(DnsServer server)
    {
        var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await tcp.ConnectAsync(server.EndPoint);
        return tcp;
    }

    private static byte[] Query(ushort id, string name = "example.org", DnsRecordType type = DnsRecordType.A) =>
        new DnsMessage { Id = id, Questions = [new DnsQuestion(DomainName.Parse(name), type)] }.ToArray();

    private static byte[] Frame(byte[] message) => [(byte)(message.Length >> 8), (byte)message.Length, .. message];

    private static async Task<List<ushort>> ReceiveIdsAsync(Socket tcp, int count)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await using var stream = new NetworkStream(tcp, ownsSocket: false);
        List<ushort> ids = [];
        byte[] prefix = new byte[2];
        while (ids.Count < count)
        {
            await stream.ReadExactlyAsync(prefix, timeout.Token);
            byte[] message = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
            await stream.ReadExactlyAsync(message, timeout.Token);
            ids.Add(DnsMessage.Parse(message).Id);
        }

        return ids;
    }

    /// <summary>Reads until the peer is gone, in either way a connection ends, and gives a busy machine time.</summary>
    private static async Task AssertClosedAsync(Socket tcp)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        byte[] octets = new byte[1024];
        try
        {
            while (await tcp.ReceiveAsync(octets, timeout.Token) > 0)
            {
            }
        }
        catch (SocketException)
        {
        }
    }

    // The server learns of closed connections in its own time, and datagrams may be lost in a storm.
    private static async Task<T> RetryAsync<T>(Func<ValueTask<T>> action)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await action();
            }
            catch (Exception failure) when (failure is DnsException or TimeoutException && attempt < 20)
            {
                await Task.Delay(50);
            }
        }
    }
}
