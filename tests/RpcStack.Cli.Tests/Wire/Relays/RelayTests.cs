using System.Net;
using System.Net.Sockets;
using RpcStack.Cli.Data;
using RpcStack.Cli.Wire.Flows;
using RpcStack.Cli.Wire.Relays;
using RpcStack.Services.Dns;
using RpcStack.Testing;
using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Wire.Relays;

public sealed class RelayTests
{
    private static readonly IPEndPoint Anywhere = new(IPAddress.Loopback, 0);

    private static readonly RelayProfile Slow =
        new("slow", new LinkProfile { Latency = TimeSpan.FromMilliseconds(60) }, Loss: 0);

    [Fact]
    public async Task The_record_says_what_each_side_sent_and_in_which_order()
    {
        await using DnsServer server = DnsServer.Start(Anywhere, Zones.Load([]));
        await using RecordedLink link = RecordedLink.To(server.EndPoint);
        var client = new DnsClient(link.EndPoint);

        await client.LookupAsync("example.org", DnsRecordType.A);
        await client.LookupAsync("example.org", DnsRecordType.MX);
        await link.StopAsync();

        // A socket for each query, so a flow for each.
        IReadOnlyList<FlowEvent> events = link.Recording.Events;
        Assert.Equal(
            [
                (1, FlowEventKind.Opened, Side.Client), (1, FlowEventKind.Data, Side.Client), (1, FlowEventKind.Data, Side.Server),
                (2, FlowEventKind.Opened, Side.Client), (2, FlowEventKind.Data, Side.Client), (2, FlowEventKind.Data, Side.Server),
            ],
            events.Select(e => (e.Flow.Number, e.Kind, e.From)));
        Assert.Equal(events.Select(e => e.Time).Order(), events.Select(e => e.Time));
        Assert.Equal(client.Traffic.UdpBytesSent, link.Recording.Counts.Sum(count => count.BytesUp));
        Assert.Equal(client.Traffic.UdpBytesReceived, link.Recording.Counts.Sum(count => count.BytesDown));
    }

    [Theory]
    [InlineData(Scene.Smtp)]
    [InlineData(Scene.FtpPassive)]
    [InlineData(Scene.FtpActive)]
    public async Task Streams_end_as_their_sides_ended_them(Scene scene)
    {
        await using RecordedLink link = await Scenes.RecordAsync(scene);

        Assert.DoesNotContain(link.Recording.Events, e => e.Kind == FlowEventKind.Reset);
        Assert.All(
            link.Recording.Counts,
            count => Assert.Equal(2, link.Recording.Events.Count(e => e.Kind == FlowEventKind.Ended && e.Flow == count.Flow)));
    }

    [Theory]
    [InlineData(Scene.FtpPassive)]
    [InlineData(Scene.FtpActive)]
    public async Task Data_connections_of_FTP_lead_through_the_relay(Scene scene)
    {
        await using RecordedLink link = await Scenes.RecordAsync(scene);

        Assert.Contains(
            link.Recording.Events.Where(e => e.Kind == FlowEventKind.Data).GroupBy(e => (e.Flow, e.From)),
            stream => stream.SelectMany(e => e.Bytes.ToArray()).SequenceEqual(Scenes.Content));
    }

    [Fact]
    public async Task A_server_that_is_not_there_resets()
    {
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(Anywhere);
        await using RecordedLink link = RecordedLink.To((IPEndPoint)nobody.LocalEndPoint!);
        using var client = new TcpClient();
        await client.ConnectAsync(link.EndPoint);

        await Assert.ThrowsAnyAsync<IOException>(async () => await client.GetStream().ReadExactlyAsync(new byte[1]));

        Assert.Contains(link.Recording.Events, e => e.Kind == FlowEventKind.Reset);
    }

    [Fact]
    public async Task A_slow_link_delays_both_directions()
    {
        await using DnsServer server = DnsServer.Start(Anywhere, Zones.Load([]));
        await using RecordedLink link = RecordedLink.To(server.EndPoint, Slow);

        await new DnsClient(link.EndPoint).LookupAsync("example.org", DnsRecordType.A);
        await new DnsClient(link.EndPoint, new DnsClientOptions { IsTcpOnly = true }).LookupAsync("example.org", DnsRecordType.A);

        // Two trips for UDP, and two more for TCP's handshake.
        Assert.True(Elapsed(link.Recording, FlowTransport.Udp) >= 2 * Slow.Link.Latency);
        Assert.True(Elapsed(link.Recording, FlowTransport.Tcp) >= 4 * Slow.Link.Latency);
    }

    [Fact]
    public void What_is_lost_hangs_on_the_seed_alone()
    {
        RelayProfile half = new("half", new LinkProfile { Seed = 7 }, Loss: 0.5);

        List<int> first = Survivors(half, count: 1000);

        Assert.InRange(first.Count, 400, 600);
        Assert.Equal(first, Survivors(half, count: 1000));
        Assert.NotEqual(first, Survivors(half.WithSeed(8), count: 1000));
    }

    [Fact]
    public async Task A_datagram_that_is_lost_is_on_record_as_sent_and_never_arrives()
    {
        // With this seed the first query is lost, and the second is not.
        RelayProfile lossy = Enumerable.Range(0, 100)
            .Select(seed => new RelayProfile("lossy", new LinkProfile { Seed = seed }, Loss: 0.5))
            .First(profile => Survivors(profile, count: 2) is [1]);
        await using DnsServer server = DnsServer.Start(Anywhere, Zones.Load([]));
        await using RecordedLink link = RecordedLink.To(server.EndPoint, lossy);
        using var client = new UdpClient(AddressFamily.InterNetwork);
        client.Connect(link.EndPoint);

        await client.SendAsync(new byte[] { 1 });
        await client.SendAsync(new byte[] { 2 });
        await Eventually.IsTrue(() => link.Recording.Counts is [{ BytesUp: 2 }], seconds: 60);

        Assert.Equal(
            [(FlowEventKind.Lost, 1), (FlowEventKind.Data, 2)],
            link.Recording.Events.Where(e => !e.Bytes.IsEmpty).Select(e => (e.Kind, (int)e.Bytes.Span[0])));
    }

    [Fact]
    public void A_record_is_bounded_and_goes_on_counting()
    {
        var recording = new Recording(capacity: 1000);
        var tap = new FlowTap(recording);
        Flow flow = tap.Open(FlowTransport.Tcp, Anywhere, Anywhere);

        for (int i = 0; i < 10; i++) tap.Data(flow, Side.Client, new byte[400]);

        Assert.True(recording.IsTruncated);
        Assert.Equal(4000, recording.Counts.Single().BytesUp);
        Assert.Equal(3, recording.Events.Count);
    }

    private static TimeSpan Elapsed(Recording recording, FlowTransport transport)
    {
        FlowEvent[] events = [.. recording.Events.Where(e => e.Flow.Transport == transport && e.Kind != FlowEventKind.Ended)];
        return TimeSpan.FromTicks((events[^1].Time - events[0].Time) / TimeSpan.NanosecondsPerTick);
    }

    private static List<int> Survivors(RelayProfile profile, int count)
    {
        List<int> survivors = [];
        int sent = 0;
        var line = new DatagramLine(profile, profile.Link.Seed) { Lost = _ => { }, Deliver = _ => survivors.Add(sent) };
        for (; sent < count; sent++) line.Push(new byte[1]);
        return survivors;
    }
}
