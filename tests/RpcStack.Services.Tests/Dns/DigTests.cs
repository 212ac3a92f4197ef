using System.Net;
using RpcStack.Services.Dns;
using RpcStack.Tests;

namespace RpcStack.Services.Tests.Dns;

/// <summary>BIND's dig asks our server.</summary>
public sealed class DigTests : IAsyncDisposable
{
    private readonly DnsServer _server = DnsServer.Start(new IPEndPoint(IPAddress.Loopback, 0), SampleZones.Load());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [PeerTheory("dig")]
    [InlineData("example.org A", "192.0.2.10")]
    [InlineData("example.org AAAA", "2001:db8::10")]
    [InlineData("example.org NS", "ns1.example.org.", "ns2.example.net.")]
    [InlineData("www.example.org CNAME", "web1.example.org.")]
    [InlineData("old-www.example.org A", "www.example.org.", "web1.example.org.", "192.0.2.80")]
    [InlineData("example.org MX", "10 mail.example.org.", "20 backup.mail.example.org.")]
    [InlineData("-x 192.0.2.25", "mail.example.org.")]
    [InlineData("example.org TXT", "\"v=spf1 mx -all\"")]
    [InlineData("key1._domainkey.example.org TXT", "\"v=DKIM1; k=ed25519; \" \"p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\"")]
    [InlineData("example.org SOA", "ns1.example.org. hostmaster.example.org. 2025010101 7200 900 1209600 300")]
    [InlineData("_imaps._tcp.example.org SRV", "0 1 993 mail.example.org.")]
    [InlineData("unknown.example.org TYPE65280", @"\# 6 C0FFEE000102")]
    [InlineData("example.org ANY +notcp", "ns1.example.org. hostmaster.example.org. 2025010101 7200 900 1209600 300")]
    public async Task It_reads_every_type_over_both_protocols(string question, params string[] expected)
    {
        foreach (string protocol in new[] { "+notcp", "+tcp" })
        {
            string output = await DigAsync($"{question} {protocol} +short");
            Assert.Equal(expected.Order(), output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
        }
    }

    [PeerTheory("dig")]
    [InlineData("no-such-host.example.org A", "status: NXDOMAIN", "flags: qr aa;", "ANSWER: 0, AUTHORITY: 1,", "300\tIN\tSOA")]
    [InlineData("web1.example.org AAAA", "status: NOERROR", "flags: qr aa;", "ANSWER: 0, AUTHORITY: 1,", "300\tIN\tSOA")]
    [InlineData("lab.dept.example.org A", "status: NOERROR", "flags: qr aa;", "ANSWER: 0, AUTHORITY: 1,", "300\tIN\tSOA")]
    [InlineData("host.child.example.org A", "status: NOERROR", "flags: qr;", "ANSWER: 0, AUTHORITY: 2,", "2001:db8::129")]
    [InlineData("example.org MX", "192.0.2.25", "2001:db8::25", "192.0.2.26", "ADDITIONAL: 4")]
    [InlineData("www.example.com A", "status: REFUSED", "flags: qr;", "ANSWER: 0, AUTHORITY: 0,")]
    [InlineData("version.bind TXT CH", "status: REFUSED")]
    [InlineData("example.org AXFR +notcp", "Transfer failed")]
    [InlineData("example.org SOA +opcode=notify", "status: NOTAUTH")]
    [InlineData("example.org SOA +opcode=update", "status: REFUSED")]
    [InlineData("example.org A +opcode=status", "status: NOTIMP")]
    [InlineData("example.org A +edns=1 +noednsneg", "status: BADVERS", "EDNS: version: 0")]
    [InlineData("example.org A +noedns", "status: NOERROR", "ADDITIONAL: 0")]
    [InlineData("example.org A +cookie +nsid +dnssec", "status: NOERROR", "udp: 1232")]
    [InlineData("eXaMpLe.OrG A", ";eXaMpLe.OrG.", "example.org.\t\t3600\tIN\tA\t192.0.2.10")]
    public async Task It_sees_what_we_mean(string question, params string[] expected)
    {
        string output = await DigAsync(question);
        Assert.All(expected, part => Assert.Contains(part, output, StringComparison.Ordinal));
        // This one is about BADVERS, which was asked for.
        output = output.Replace("WARNING: EDNS query returned status", "", StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", output, StringComparison.Ordinal);
        Assert.DoesNotContain("malformed", output, StringComparison.Ordinal);
    }

    [PeerFact("dig")]
    public async Task It_comes_back_over_TCP_for_what_was_truncated()
    {
        string cut = await DigAsync("large.example.org TXT +ignore");
        Assert.Contains("flags: qr aa tc;", cut, StringComparison.Ordinal);
        Assert.Contains("ANSWER: 0", cut, StringComparison.Ordinal);
        string whole = await DigAsync("large.example.org TXT");
        Assert.Contains("Truncated, retrying in TCP mode", whole, StringComparison.Ordinal);
        Assert.Contains("ANSWER: 8", whole, StringComparison.Ordinal);
    }

    private Task<string> DigAsync(string question) => Peer.RunAsync(
        "dig",
        ["@127.0.0.1", "-p", $"{_server.EndPoint.Port}", "+norecurse", "+tries=1", "+time=5", .. question.Split(' ')]);
}
