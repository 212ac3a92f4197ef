using System.Net;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Tests.Dns;

/// <summary>The client and the server of the real protocol, over loopback.</summary>
public sealed class RawSocketDnsLookupTests : DnsLookupConformance, IAsyncDisposable
{
    private readonly DnsServer _server = DnsServer.Start(new IPEndPoint(IPAddress.Loopback, 0), SampleZones.Load());
    private readonly DnsClient _client;

    // One long try, so that a busy machine does not add retries to what is counted.
    public RawSocketDnsLookupTests() => _client = new DnsClient(
        _server.EndPoint, new DnsClientOptions { Timeout = TimeSpan.FromSeconds(30), Attempts = 1 });

    protected override IDnsLookup Lookup => _client;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Every_sample_name_has_the_answer_of_the_store()
    {
        var local = new LocalDnsLookup(SampleZones.Load());
        foreach (string line in await File.ReadAllLinesAsync(Path.Combine(SampleZones.Folder, "names.txt")))
        {
            string[] words = line.Split(' ');
            Assert.True(DnsRecordTypeText.TryParse(words[1], out DnsRecordType type));
            Assert.Equal(await local.LookupAsync(words[0], type), await _client.LookupAsync(words[0], type));
        }
    }

    [Fact]
    public async Task The_client_counts_what_it_sends_and_receives()
    {
        await _client.LookupAsync("web1.example.org", DnsRecordType.A);
        // 12 header, 18 name, 4 type and class, 11 OPT; the answer's pointer, fields and address are 16.
        Assert.Equal(new DnsTraffic(1, 1, 45, 61, 0, 0, 0), _client.Traffic);

        await _client.LookupAsync("large.example.org", DnsRecordType.TXT);
        DnsTraffic traffic = _client.Traffic;
        Assert.Equal((2, 2, 1), (traffic.DatagramsSent, traffic.DatagramsReceived, traffic.TcpConnections));
        // The truncated reply has header, question and OPT only.
        Assert.Equal((91, 107), (traffic.UdpBytesSent, traffic.UdpBytesReceived));
        Assert.Equal(48, traffic.TcpBytesSent);
        Assert.InRange(traffic.TcpBytesReceived, 1300, 2000);
    }
}
