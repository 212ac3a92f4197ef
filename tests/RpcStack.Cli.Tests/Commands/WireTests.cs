using System.Diagnostics;
using System.Text.Json;
using RpcStack.Cli.Tests.Wire;
using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Commands;

/// <summary><c>rpcstack wire</c>.</summary>
public sealed class WireTests(RunningServer server) : IClassFixture<RunningServer>
{
    // RFC 1035 §4: a query with recursion desired for A of example.org.
    private const string Query = "12 34 01 00 00 01 00 00 00 00 00 00 07 65 78 61 6d 70 6c 65 03 6f 72 67 00 00 01 00 01";

    [Fact]
    public async Task A_query_in_hexadecimal_is_taken_apart()
    {
        using var dump = new TemporaryFile(Query);

        Outcome outcome = await BuiltProgram.Tool.RunAsync("wire", dump.Path, "--udp");

        string[] lines = outcome.MustSucceed().Output.Split('\n');
        Assert.Equal("#1  0.000 ms  1 >  dns  query example.org. A (1)  (29 octets at 0)", lines[0]);
        Assert.Contains("  0002   01 00                    flags                          0x0100: query RD opcode 0 NoError", lines);
        Assert.Contains(lines, line => line.EndsWith("example.org.                             request.name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_standard_input_is_a_file_too()
    {
        (int exitCode, string output) = await Script.RunAsync("dotnet", [BuiltProgram.Tool.Assembly, "wire", "-", "--udp", "--json"], Query);

        Assert.Equal(0, exitCode);
        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement message = document.RootElement.GetProperty("messages")[0];
        Assert.Equal(Query.Replace(" ", "", StringComparison.Ordinal), message.GetProperty("bytes").GetString());
        JsonElement flags = message.GetProperty("fields")[1];
        Assert.Equal((2, 2, "flags", "u16"), (flags.GetProperty("offset").GetInt32(), flags.GetProperty("length").GetInt32(), flags.GetProperty("name").GetString(), flags.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task A_capture_is_taken_apart()
    {
        await using RecordedLink link = await Scenes.RecordAsync(Scene.Native);

        Outcome outcome = await BuiltProgram.Tool.RunAsync("wire", link.CapturePath);

        Assert.Contains("REQUEST call 10 RpcStack.Services.Dns.DnsLookup.Lookup", outcome.MustSucceed().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("messagepack", "92 ab 65 78 61 6d 70 6c 65 2e 6f 72 67 0f")]
    [InlineData("xdr", "00 00 00 0b 65 78 61 6d 70 6c 65 2e 6f 72 67 00 00 00 00 0f")]
    [InlineData("protobuf", "0a 0b 65 78 61 6d 70 6c 65 2e 6f 72 67 10 0f")]
    public async Task A_body_alone_is_read_by_its_contract(string format, string octets)
    {
        using var dump = new TemporaryFile(octets);

        string output = (await BuiltProgram.Tool.RunAsync("wire", dump.Path, "--body", $"{format}:DnsLookup.Lookup:request")).MustSucceed().Output;

        Assert.Contains("\"example.org\"", output, StringComparison.Ordinal);
        Assert.Contains("MX (15)", output, StringComparison.Ordinal);
        Assert.Contains("request.type", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relay_shows_calls_as_they_are_made_and_writes_a_capture()
    {
        string capture = Path.GetTempFileName();
        using Process relay = BuiltProgram.Tool.Start(
            "wire", "--listen", "0", "--to", server.Rpc["rpc+tcp://".Length..], "--link", "lan", "--pcap", capture);
        string started = await relay.StandardError.ReadLineAsync() ?? "";
        string at = started.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];

        (await BuiltProgram.Tool.RunAsync("call", $"rpc+tcp://{at}", "DnsLookup.Lookup", """{"name": "example.org", "type": "A"}""")).MustSucceed();
        await Peer.RunAsync("kill", ["-TERM", $"{relay.Id}"]);
        Outcome outcome = (await BuiltProgram.EndAsync(relay)).MustSucceed();

        Assert.Contains("RESPONSE call 10 RpcStack.Services.Dns.DnsLookup.Lookup", outcome.Output, StringComparison.Ordinal);
        Outcome again = await BuiltProgram.Tool.RunAsync("wire", capture);
        File.Delete(capture);
        Assert.Contains("RESPONSE call 10 RpcStack.Services.Dns.DnsLookup.Lookup", again.MustSucceed().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("say which FILE to read, or where to --listen", 2)]
    [InlineData("say where to go --to, as HOST:PORT", 2, "--listen", "0")]
    [InlineData("there are no octets in it", 2, "/dev/null")]
    [InlineData("'json' is no format; there are messagepack, xdr and protobuf", 2, "/dev/null", "--body", "json")]
    [InlineData("'Nothing.At' is no operation; there are:", 2, "/dev/null", "--body", "xdr:Nothing.At:request")]
    [InlineData("'nowhere' is no PORT or ADDRESS:PORT.", 2, "--listen", "nowhere")]
    [InlineData("Could not find a part of the path", 1, "/nowhere/at/all")]
    public async Task What_makes_no_sense_is_said(string message, int exitCode, params string[] arguments) =>
        (await BuiltProgram.Tool.RunAsync(["wire", .. arguments])).MustFail(exitCode, message);
}
