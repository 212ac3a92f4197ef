using System.Text.RegularExpressions;
using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Commands;

/// <summary>Our dig beside BIND's, on the same questions to the same server.</summary>
public sealed partial class DigTests(RunningServer server) : IClassFixture<RunningServer>
{
    [PeerTheory("dig")]
    [InlineData("example.org")]
    [InlineData("example.org MX")]
    [InlineData("mx example.org +norecurse")]
    [InlineData("old-www.example.org")]
    [InlineData("_xmpp-client._tcp.example.org SRV +noedns")]
    [InlineData("key1._domainkey.example.org TXT +nocookie")]
    [InlineData("-x 192.0.2.25")]
    [InlineData("large.example.org TXT")]
    [InlineData("large.example.org TXT +ignore +noedns")]
    [InlineData("host.child.example.org")]
    [InlineData("none.example.org")]
    [InlineData("www.example.com")]
    [InlineData("unknown.example.org TYPE65280")]
    [InlineData("example.org SOA +tcp")]
    [InlineData("example.org ANY +noall +answer")]
    [InlineData("example.org NS +nocomments +noquestion +nostats")]
    [InlineData("version.bind CH TXT")]
    [InlineData("old-www.example.org +short")]
    [InlineData("example.org MX +short")]
    [InlineData("none.example.org +short")]
    [InlineData("example.org mail.example.org AAAA")]
    [InlineData("+noall +answer mx example.org mail.example.org a +stats example.com ns")]
    [InlineData("+short -x 192.0.2.25 example.org www.example.org CNAME")]
    public async Task It_prints_what_BINDs_prints(string arguments)
    {
        string[] words = ["@127.0.0.1", "-p", server.DnsPort, "+tries=1", .. arguments.Split(' ')];
        Outcome ours = await BuiltProgram.Tool.RunAsync(["dig", .. words]);
        string theirs = await Peer.RunAsync("dig", words);
        Assert.Equal(Normal(theirs), Normal(ours.MustSucceed().Output));
    }

    [Theory]
    [InlineData("+nonsense", "the option +nonsense is not known")]
    [InlineData("-p x", "-p needs a number from 1 to 65535")]
    [InlineData("a..b", "'a..b' is not a legal name (The domain name 'a..b' has an empty label)")]
    public async Task What_makes_no_sense_is_a_mistake_in_usage(string arguments, string message) =>
        (await BuiltProgram.Tool.RunAsync(["dig", .. arguments.Split(' ')])).MustFail(2, message);

    // What differs from one run to the next, and who says it. Type numbers in hexadecimal are BIND's in capitals.
    private static string Normal(string output)
    {
        output = Banner().Replace(output, "<<>>");
        output = Id().Replace(output, "id: 0");
        output = Cookie().Replace(output, "COOKIE: 0 (good)");
        output = Time().Replace(output, ";; $1");
        return output.ToUpperInvariant();
    }

    [GeneratedRegex("<<>> .* <<>>")]
    private static partial Regex Banner();

    [GeneratedRegex("id: [0-9]+")]
    private static partial Regex Id();

    [GeneratedRegex(@"COOKIE: [0-9a-f]+ \(good\)")]
    private static partial Regex Cookie();

    [GeneratedRegex(";; (Query time|WHEN): .*")]
    private static partial Regex Time();
}
