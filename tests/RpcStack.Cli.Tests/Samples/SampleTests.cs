namespace RpcStack.Cli.Tests.Samples;

public sealed class SampleTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task The_greeter_greets()
    {
        Outcome outcome = await BuiltProgram.Greeter.RunAsync();

        string[] lines = outcome.MustSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Collection(
            lines,
            line => Assert.StartsWith("server listens   rpc+tcp://127.0.0.1:", line, StringComparison.Ordinal),
            line => Assert.StartsWith("client received  Hello, world! (from process ", line, StringComparison.Ordinal),
            line => Assert.Matches("^on the wire      \\d+ bytes up, \\d+ bytes down", line));
    }

    [Fact]
    public async Task The_two_lookups_print_the_same_lines_for_every_question()
    {
        string[] questions = [.. File.ReadLines(BuiltProgram.PathTo("samples/zones/names.txt"))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

        Outcome sockets = await BuiltProgram.Sockets.RunAsync([server.Dns, .. questions]);
        Outcome rpc = await BuiltProgram.Rpc.RunAsync([server.Rpc, .. questions]);

        // A server gives the addresses of a name in turn, so their order is nobody's.
        Assert.Equal(rpc.MustSucceed().Output.Split('\n').Order(), sockets.MustSucceed().Output.Split('\n').Order());
        Assert.Contains("example.org. 3600 IN MX 10 mail.example.org.\n", rpc.Output, StringComparison.Ordinal);
        Assert.Contains("; no-such-host.example.org A: NameError, 0 records\n", rpc.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_two_lookups_say_in_one_line_that_nobody_listens()
    {
        Outcome sockets = await BuiltProgram.Sockets.RunAsync("127.0.0.1:1", "example.org", "A");
        Outcome rpc = await BuiltProgram.Rpc.RunAsync("rpc+tcp://127.0.0.1:1", "example.org", "A");

        sockets.MustFail(1, "error: ");
        rpc.MustFail(1, "error: RpcStack.Services.Dns.DnsLookup.Lookup: rpc+tcp://127.0.0.1:1: nobody listens there.");
    }
}
