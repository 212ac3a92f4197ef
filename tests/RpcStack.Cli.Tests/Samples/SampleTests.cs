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
    public async Task The_bank_moves_money_between_objects_and_says_what_is_missing()
    {
        string[] lines = await LinesAsync(BuiltProgram.Bank);

        // What the server tells of may come between any two lines of the client's.
        Assert.Equal(
            [
                "the same account?   True",
                "Ada has             70",
                "Bob has             30",
                "Bob cannot pay 50   20 is missing",
                "the client holds    Bank.Account (2 times), Bank.Account (1 times)",
            ],
            lines.Where(l => !l.StartsWith("server:", StringComparison.Ordinal)).SkipLast(1));
        Assert.Matches("^after that          NotFound: .* is dead: it was given back here", lines.Last(l => !l.StartsWith("server:", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(l => l == "server: a transfer to one of this bank's own accounts"));
        Assert.Contains("server: nobody holds Ada's account any more", lines);
        Assert.Contains("server: nobody holds Bob's account any more", lines);
    }

    [Fact]
    public async Task The_chat_reaches_everybody_who_is_there()
    {
        Assert.Equal(
            [
                "100 guests on 100 connections",
                "Bob hears Ada: Hello!",
                "Ada was heard by 99",
                "Ada hears Bob: Hello, Ada.",
                "Bob was heard by 99",
                "198 calls went from the server to its clients",
                "Ada was heard by 88 of 88",
            ],
            await LinesAsync(BuiltProgram.Chat));
    }

    [Fact]
    public async Task The_auction_forgets_the_bids_of_those_who_are_gone()
    {
        Assert.Equal(
            [
                "nobody      0",
                "Ada       100",
                "90?  the next bid is 101 at least",
                "Bob       120",
                "Ada       100  Bob's process was killed",
                "Carol     150",
                "Ada       100  Carol's lease ran out",
                "nobody      0  Ada gave her seat back",
            ],
            await LinesAsync(BuiltProgram.Auction));
    }

    [Fact]
    public async Task Pipelining_does_the_same_job_on_promises()
    {
        Assert.Collection(
            await LinesAsync(BuiltProgram.Pipelining),
            line => Assert.Matches("^one after the other /home/ada/notes/today.txt: \\d+ round trips, \\d{3,} ms$", line),
            line => Assert.Matches("^on promises         /home/ada/notes/today.txt: \\d+ round trips, \\d+ ms$", line),
            line => Assert.EndsWith("there is no '???' in /home/", line, StringComparison.Ordinal),
            line => Assert.Equal("without a network   local/home/today.txt", line));
    }

    [Fact]
    public async Task The_four_lookups_print_the_same_lines_for_every_question()
    {
        string[] questions = [.. File.ReadLines(BuiltProgram.PathTo("samples/zones/names.txt"))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

        Outcome sockets = await BuiltProgram.Sockets.RunAsync([server.Dns, .. questions]);
        Outcome rpc = await BuiltProgram.Rpc.RunAsync([server.Rpc, .. questions]);
        Outcome rmi = await BuiltProgram.Rmi.RunAsync([server.Rpc, .. questions]);
        Outcome grpc = await BuiltProgram.Grpc.RunAsync([server.Grpc, .. questions]);

        // A server gives the addresses of a name in turn, so their order is nobody's.
        string[] expected = [.. rpc.MustSucceed().Output.Split('\n').Order()];
        Assert.Equal(expected, sockets.MustSucceed().Output.Split('\n').Order());
        Assert.Equal(expected, rmi.MustSucceed().Output.Split('\n').Order());
        Assert.Equal(expected, grpc.MustSucceed().Output.Split('\n').Order());
        Assert.Contains("example.org. 3600 IN MX 10 mail.example.org.\n", rpc.Output, StringComparison.Ordinal);
        Assert.Contains("; no-such-host.example.org A: NameError, 0 records\n", rpc.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_four_lookups_say_in_one_line_that_nobody_listens()
    {
        Outcome sockets = await BuiltProgram.Sockets.RunAsync("127.0.0.1:1", "example.org", "A");
        Outcome rpc = await BuiltProgram.Rpc.RunAsync("rpc+tcp://127.0.0.1:1", "example.org", "A");
        Outcome rmi = await BuiltProgram.Rmi.RunAsync("rpc+tcp://127.0.0.1:1/names", "example.org", "A");
        Outcome grpc = await BuiltProgram.Grpc.RunAsync("grpc://127.0.0.1:1", "example.org", "A");

        sockets.MustFail(1, "error: ");
        rpc.MustFail(1, "error: RpcStack.Services.Dns.DnsLookup.Lookup: rpc+tcp://127.0.0.1:1: nobody listens there.");
        rmi.MustFail(1, "error: RpcStack.Registry.Lookup: rpc+tcp://127.0.0.1:1: nobody listens there.");
        grpc.MustFail(1, "error: ");
    }

    [Fact]
    public async Task The_remote_lookup_is_found_by_whatever_name_the_registry_has_for_it()
    {
        await using var client = new RpcClient(server.Rpc);
        IRegistry registry = client.Get<IRegistry>();
        Outcome before = await BuiltProgram.Rmi.RunAsync($"{server.Rpc}/names", "example.org", "MX");
        await registry.BindAsync(new Binding("names", server.Rpc));
        Outcome bound = await BuiltProgram.Rmi.RunAsync($"{server.Rpc}/names", "example.org", "MX");
        await registry.UnbindAsync("names");

        before.MustFail(1, "error: 'names' stands for nothing.");
        Assert.Contains("example.org. 3600 IN MX 10 mail.example.org.\n", bound.MustSucceed().Output, StringComparison.Ordinal);
    }

    private static async Task<string[]> LinesAsync(BuiltProgram sample) =>
        (await sample.RunAsync()).MustSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
