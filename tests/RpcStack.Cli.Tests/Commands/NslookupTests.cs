using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Commands;

/// <summary>Our nslookup beside BIND's, on the same questions to the same server: line for line the same.</summary>
public sealed class NslookupTests(RunningServer server) : IClassFixture<RunningServer>
{
    [PeerTheory("nslookup")]
    [InlineData("example.org")]
    [InlineData("www.example.org")]
    [InlineData("old-www.example.org")]
    [InlineData("web2.example.org")]
    [InlineData("-type=ns example.org")]
    [InlineData("-type=mx example.org")]
    [InlineData("-type=cname www.example.org")]
    [InlineData("-type=txt example.org")]
    [InlineData("-type=soa example.org")]
    [InlineData("-type=aaaa mail.example.org")]
    [InlineData("-query=srv _imaps._tcp.example.org")]
    [InlineData("-type=mx web1.example.org")]
    [InlineData("-type=txt large.example.org")]
    [InlineData("-type=mx host.child.example.org")]
    [InlineData("192.0.2.25")]
    [InlineData("no-such-host.example.org")]
    [InlineData("www.example.com")]
    public async Task It_prints_what_BINDs_prints(string arguments)
    {
        string[] words = [$"-port={server.DnsPort}", .. arguments.Split(' '), "127.0.0.1"];
        Outcome ours = await BuiltProgram.Tool.RunAsync(["nslookup", .. words]);
        (int code, string theirs) = await RunBindAsync(words, "");
        Assert.Equal(Normal(theirs), Normal(ours.Output));
        Assert.Equal(code, ours.ExitCode);
    }

    [PeerFact("nslookup")]
    public async Task It_takes_the_same_commands()
    {
        string commands =
            $"server 127.0.0.1\nset port={server.DnsPort}\nexample.org\nset querytype=MX\nexample.org\nset type=CNAME\n"
            + "www.example.org\nset querytype=A\nweb1.example.org\nnone.example.org\nset type=NOPE\nset nonsense\nexit\n";
        (_, string theirs) = await RunBindAsync([], commands);
        (int exitCode, string ours) = await RunOursAsync(commands);
        Assert.Equal(Normal(theirs), Normal(ours));
        Assert.Equal(0, exitCode);
    }

    [PeerFact("nslookup")]
    public async Task Debugging_and_the_domain_to_search_change_what_it_says_as_they_do_BINDs()
    {
        string commands =
            $"server 127.0.0.1\nset port={server.DnsPort}\nset debug\nset domain=example.org\nset type=a\nmail\nnope\n"
            + "set type=soa\nexample.org\nset type=mx\nexample.org\nnodata.example.org\nset type=srv\n_imaps._tcp.example.org\n"
            + "192.0.2.25\nset nodebug\nset type=a\nmail\nnope\nset nosearch\nmail\nexit\n";
        (_, string theirs) = await RunBindAsync([], commands);
        (_, string ours) = await RunOursAsync(commands);
        Assert.Equal(Normal(theirs), Normal(ours));
    }

    [Fact]
    public async Task Nobody_listening_is_told_in_a_line()
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync("nslookup", "-port=1", "-retry=1", "example.org", "127.0.0.1");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(";; no servers could be reached", outcome.Output, StringComparison.Ordinal);
    }

    // Addresses of a name take turns, so lines are compared in order within a paragraph only.
    private static string Normal(string output) => string.Join("\n\n", output
        .Split("\n\n")
        .Select(paragraph => string.Join('\n', paragraph.Split('\n').Order(StringComparer.Ordinal)).Trim()));

    private static Task<(int ExitCode, string Output)> RunBindAsync(string[] arguments, string input) =>
        Script.RunAsync("nslookup", arguments, input);

    private static Task<(int ExitCode, string Output)> RunOursAsync(string input) =>
        Script.RunAsync("dotnet", [BuiltProgram.Tool.Assembly, "nslookup"], input);
}
