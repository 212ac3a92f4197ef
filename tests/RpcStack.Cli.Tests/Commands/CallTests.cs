namespace RpcStack.Cli.Tests.Commands;

public sealed class CallTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Question = """{"name": "example.org", "type": "A"}""";
    private const string Choice = "\n  RpcStack.Services.Dns.DnsLookup.Lookup(name, type)";

    [Theory]
    [InlineData("RpcStack.Services.Dns.DnsLookup.Lookup")]
    [InlineData("dns.dnslookup.lookup")]
    [InlineData("DnsLookup.LookupAsync")]
    public async Task A_service_is_found_by_the_end_of_its_name(string operation)
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync("call", server.Rpc, operation, Question);

        Assert.Contains("\"192.0.2.10\"", outcome.MustSucceed().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nothing.Lookup", "error: no service is called 'Nothing'; there are:" + Choice)]
    [InlineData("Lookup.Lookup", "error: no service is called 'Lookup'; there are:" + Choice)]
    [InlineData("DnsLookup.Find", "error: RpcStack.Services.Dns.DnsLookup has no method 'Find'; there are:" + Choice)]
    [InlineData("DnsLookup", "error: 'DnsLookup' is not SERVICE.METHOD; there are:" + Choice)]
    public async Task What_there_is_not_lists_what_there_is(string operation, string message)
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync("call", server.Rpc, operation, Question);

        outcome.MustFail(2, message);
    }

    [Theory]
    [InlineData("""{"name": 3}""", "Expected text in name (at offset 9)")]
    [InlineData("""{"name": "example.org", "type": "Z"}""", "in type (at offset 32)")]
    [InlineData("""{"name": "example.org", """, "(at offset 24)")]
    [InlineData("[]", "Expected an object for RpcStack.Services.Dns.DnsLookup.Lookup (at offset 0)")]
    [InlineData("""{"nam": "example.org"}""", "there is no field 'nam'; there are: name, type")]
    public async Task A_mistake_in_json_is_named_with_its_place(string json, string message)
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync("call", server.Rpc, "DnsLookup.Lookup", json);

        outcome.MustFail(2, "error: the JSON argument: ");
        outcome.MustFail(2, message);
    }

    [Fact]
    public async Task A_service_that_the_server_lacks_is_not_found()
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync(
            "call", $"{server.Rpc}/nobody", "DnsLookup.Lookup", Question);

        outcome.MustFail(1, "error: NotFound (resolve): ");
        outcome.MustFail(1, "there is no service 'nobody'");
    }

    [Fact]
    public async Task A_refused_argument_comes_back_as_an_error()
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync(
            "call", server.Rpc, "DnsLookup.Lookup", """{"name": "a..b", "type": "A"}""");

        outcome.MustFail(1, "error: InvalidArgument (handler): ");
        outcome.MustFail(1, "has an empty label");
    }

    [Fact]
    public async Task Nobody_who_listens_is_unavailable()
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync(
            "call", "rpc+tcp://127.0.0.1:1", "DnsLookup.Lookup", Question);

        outcome.MustFail(1, "error: Unavailable (connect): RpcStack.Services.Dns.DnsLookup.Lookup: rpc+tcp://127.0.0.1:1: nobody listens there.");
    }

    [Fact]
    public async Task What_is_no_endpoint_is_a_mistake_in_usage()
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync("call", "127.0.0.1:1", "DnsLookup.Lookup", Question);

        outcome.MustFail(2, "error: '127.0.0.1:1' is not an endpoint");
    }
}
