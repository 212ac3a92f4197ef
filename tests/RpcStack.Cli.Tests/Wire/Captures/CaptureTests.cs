using System.Globalization;
using System.Net;
using RpcStack.Cli.Data;
using RpcStack.Cli.Wire.Captures;
using RpcStack.Cli.Wire.Flows;
using RpcStack.Services.Dns;
using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Wire.Captures;

/// <summary>Captures of real traffic, judged by Wireshark.</summary>
public sealed class CaptureTests
{
    [PeerTheory("tshark")]
    [InlineData(Scene.Dns)]
    [InlineData(Scene.DnsOverTcp)]
    [InlineData(Scene.Smtp)]
    [InlineData(Scene.FtpPassive)]
    [InlineData(Scene.FtpActive)]
    [InlineData(Scene.Native)]
    [InlineData(Scene.Grpc)]
    [InlineData(Scene.Onc)]
    [InlineData(Scene.OncOverTcp)]
    public async Task Wireshark_finds_nothing_wrong_and_counts_as_we_do(Scene scene)
    {
        await using RecordedLink link = await Scenes.RecordAsync(scene);

        Assert.Empty(await Tshark.ComplaintsAsync(link.CapturePath, Scenes.DecodeAs(scene, link.EndPoint.Port)));
        Assert.NotEmpty(link.Recording.Counts);
        Assert.Equal(
            link.Recording.Counts.Select(count => (count.Flow.Client.Port, count.BytesUp, count.BytesDown)),
            await CountAsync(link.CapturePath));
    }

    [PeerTheory("tshark")]
    [InlineData(Scene.Dns, "dns.qry.name", "example.org")]
    [InlineData(Scene.DnsOverTcp, "dns.qry.name", "example.org")]
    [InlineData(Scene.Smtp, "smtp.req.command", "MAIL")]
    [InlineData(Scene.FtpPassive, "ftp.request.command", "RETR")]
    [InlineData(Scene.FtpActive, "ftp.request.command", "RETR")]
    [InlineData(Scene.Grpc, "http2.headers.path", "/RpcStack.Services.Dns.DnsLookup/Lookup")]
    [InlineData(Scene.Onc, "rpc.program", "536872823")]
    [InlineData(Scene.OncOverTcp, "rpc.program", "536872823")]
    public async Task Wireshark_reads_the_dialogue(Scene scene, string field, string value)
    {
        await using RecordedLink link = await Scenes.RecordAsync(scene);

        IReadOnlyList<string[]> rows = await Tshark.FieldsAsync(
            link.CapturePath, field, [field], Scenes.DecodeAs(scene, link.EndPoint.Port));

        Assert.Contains(value, rows.SelectMany(row => row[0].Split(',')));
    }

    [PeerFact("tshark")]
    public async Task A_lookup_is_the_query_of_the_book()
    {
        await using RecordedLink link = await Scenes.RecordAsync(Scene.Dns);

        IReadOnlyList<string[]> rows = await Tshark.FieldsAsync(
            link.CapturePath,
            "dns",
            ["dns.flags", "dns.count.queries", "dns.qry.type", "dns.qry.class", "dns.flags.response", "dns.a"],
            Scenes.DecodeAs(Scene.Dns, link.EndPoint.Port));

        // RFC 1035 §4.1.1: a standard query that wants recursion; the answer is authoritative.
        Assert.Equal(["0x0100", "1", "1", "0x0001", "0", ""], rows[0]);
        Assert.Equal(["0x8500", "1", "1", "0x0001", "1", "192.0.2.10"], rows[1]);
    }

    [PeerFact("tshark")]
    public async Task IPv6_has_its_own_headers()
    {
        await using DnsServer server = DnsServer.Start(new IPEndPoint(IPAddress.IPv6Loopback, 0), Zones.Load([]));
        await using RecordedLink link = RecordedLink.To(server.EndPoint);
        await new DnsClient(link.EndPoint).LookupAsync("example.org", DnsRecordType.A);
        await link.StopAsync();

        Assert.Empty(await Tshark.ComplaintsAsync(link.CapturePath, Scenes.DecodeAs(Scene.Dns, link.EndPoint.Port)));
        IReadOnlyList<string[]> rows = await Tshark.FieldsAsync(link.CapturePath, "udp", ["ipv6.src", "udp.checksum.status"]);
        Assert.Equal([["::1", "1"], ["::1", "1"]], rows);
    }

    [PeerTheory("tshark")]
    [InlineData("pcap")]
    [InlineData("nsecpcap")]
    [InlineData("pcapng")]
    public async Task A_capture_that_Wireshark_wrote_holds_the_same_octets(string format)
    {
        await using RecordedLink link = await Scenes.RecordAsync(Scene.FtpPassive);
        string other = link.CapturePath + "." + format;
        await Peer.RunAsync("tshark", ["-r", link.CapturePath, "-F", format, "-w", other]);
        var read = new Recording();

        await using (FileStream file = File.OpenRead(other)) new CaptureReader(read).Read(file);
        File.Delete(other);

        Assert.Equal(Streams(link.Recording), Streams(read));
        long unit = format == "pcap" ? 1000 : 1;
        Assert.Equal(link.Recording.Events[0].Time / unit, read.Events[0].Time / unit);
    }

    /// <summary>Payload up and down, a row for each flow, as Wireshark counts.</summary>
    private static async Task<List<(int Port, long Up, long Down)>> CountAsync(string capture)
    {
        IReadOnlyList<string[]> rows = await Tshark.FieldsAsync(
            capture, "tcp || udp", ["tcp.stream", "udp.stream", "tcp.srcport", "udp.srcport", "tcp.len", "udp.length"]);
        List<(int Port, long Up, long Down)> flows = [];
        foreach (IGrouping<string, string[]> flow in rows.GroupBy(row => row[0] + "/" + row[1]))
        {
            string client = flow.First()[2] + flow.First()[3];
            flows.Add((
                Number(client),
                flow.Where(row => row[2] + row[3] == client).Sum(Payload),
                flow.Where(row => row[2] + row[3] != client).Sum(Payload)));
        }

        return flows;
    }

    private static int Payload(string[] row) => row[4].Length > 0 ? Number(row[4]) : Number(row[5]) - 8;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<(IPEndPoint, Side, string)> Streams(Recording recording) => recording.Events
        .Where(e => e.Kind == FlowEventKind.Data)
        .GroupBy(e => (e.Flow.Client, e.From))
        .Select(group => (
            group.Key.Client,
            group.Key.From,
            Convert.ToHexString([.. group.SelectMany(e => e.Bytes.ToArray())])));
}
