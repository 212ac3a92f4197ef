using System.Text.Json;

namespace RpcStack.Cli.Tests.Commands;

public sealed class CompareDnsTests
{
    [Fact]
    public async Task Json_holds_all_stacks_with_plausible_numbers()
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync("compare", "dns", "--calls", "300", "--json");

        using JsonDocument document = JsonDocument.Parse(outcome.MustSucceed().Output);
        JsonElement root = document.RootElement;
        Assert.True(root.GetProperty("sameAnswers").GetBoolean());
        Assert.Equal(60, root.GetProperty("callsPerRound").GetInt32());
        Assert.Equal(27, root.GetProperty("questions").GetInt32());
        JsonElement[] stacks = [.. root.GetProperty("stacks").EnumerateArray()];
        Assert.Equal(
            ["in-process", "sockets (DNS over UDP)", "ONC RPC (XDR over UDP)", "RPC (MessagePack over TCP)", "gRPC (protobuf over HTTP/2)"],
            stacks.Select(stack => stack.GetProperty("name").GetString()));
        Assert.All(stacks, IsPlausible);
        Assert.Equal(JsonValueKind.Null, stacks[0].GetProperty("bytesUpPerCall").ValueKind);
        Assert.All(stacks[1..], HasTraffic);
        Assert.InRange(Number(stacks[1], "packetsPerCall"), 2, 3);
        Assert.Equal(2, Number(stacks[2], "packetsPerCall"));
        Assert.All(stacks[2..], stack => Assert.InRange(Number(stack.GetProperty("firstCall"), "median"), 1, 1e8));
        Assert.True(Number(stacks[3], "codeLines") < Number(stacks[1], "codeLines"));
    }

    [Fact]
    public async Task The_table_fits_120_columns_and_has_no_colours_in_a_pipe()
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync("compare", "dns", "--calls", "100");

        string output = outcome.MustSucceed().Output;
        string[] lines = output.Split('\n');
        Assert.Equal("Same answers from in-process, sockets, ONC RPC, RPC, gRPC to all 27 questions.", lines[0]);
        Assert.Contains("MessagePack over TCP", output, StringComparison.Ordinal);
        Assert.Contains("What to see", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 120));
        Assert.Empty(outcome.Errors);
    }

    [Fact]
    public async Task The_page_carries_the_document_and_asks_for_nothing_else()
    {
        using var page = new TemporaryFile("");

        Outcome outcome = await BuiltProgram.Tool.RunAsync("compare", "dns", "--calls", "50", "--json", "--html", page.Path);

        using JsonDocument printed = JsonDocument.Parse(outcome.MustSucceed().Output);
        string html = await File.ReadAllTextAsync(page.Path);
        string carried = html.Split("const doc = ")[1].Split(";\nconst svgSpace")[0];
        using JsonDocument document = JsonDocument.Parse(carried);
        Assert.True(JsonElement.DeepEquals(printed.RootElement, document.RootElement));
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zones_without_names_are_asked_for_what_they_hold()
    {
        using var zone = new TemporaryFile("""
            $ORIGIN test.
            $TTL 1h
            @  IN SOA ns hostmaster 1 2h 15m 2w 5m
               IN NS  ns
            ns IN A   192.0.2.1
            """);

        Outcome outcome = await BuiltProgram.Tool.RunAsync(
            "compare", "dns", "--zone", zone.Path, "--calls", "50", "--json");

        using JsonDocument document = JsonDocument.Parse(outcome.MustSucceed().Output);
        Assert.Equal(3, document.RootElement.GetProperty("questions").GetInt32());
    }

    [Fact]
    public async Task A_broken_zone_is_named_with_line_and_column()
    {
        using var zone = new TemporaryFile("$ORIGIN test.\n@ IN A 192.0.2\n");

        Outcome outcome = await BuiltProgram.Tool.RunAsync("compare", "dns", "--zone", zone.Path);

        outcome.MustFail(1, $"{zone.Path}(2,8): ");
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task A_broken_list_of_names_is_named_with_its_line()
    {
        using var names = new TemporaryFile("# questions\nexample.org A\nexample.org WHAT\n");

        Outcome outcome = await BuiltProgram.Tool.RunAsync("compare", "dns", "--names", names.Path);

        outcome.MustFail(1, $"{names.Path}(3,1): 'example.org WHAT' is no question");
    }

    [Theory]
    [InlineData("--zone")]
    [InlineData("--names")]
    public async Task A_missing_file_is_named(string option)
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync("compare", "dns", option, "/nowhere/at.all");

        outcome.MustFail(1, "error: /nowhere/at.all: there is no such file");
    }

    [Theory]
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("4")]
    public async Task Calls_must_be_a_sensible_number(string calls)
    {
        Outcome outcome = await BuiltProgram.Tool.RunAsync("compare", "dns", $"--calls={calls}");

        outcome.MustFail(2, $"error: '{calls}' is not a number from 5 to 10,000,000.");
    }

    private static void IsPlausible(JsonElement stack)
    {
        JsonElement speed = stack.GetProperty("callsPerSecond");
        Assert.InRange(Number(speed, "median"), Number(speed, "min"), Number(speed, "max"));
        Assert.InRange(Number(speed, "min"), 1, 1e8);
        double p50 = Number(stack.GetProperty("p50"), "median");
        Assert.InRange(p50, 0.01, Number(stack.GetProperty("p90"), "median"));
        Assert.InRange(Number(stack.GetProperty("p90"), "median"), p50, Number(stack.GetProperty("p99"), "median"));
        Assert.InRange(Number(stack, "cpuPerCall"), 0, 1e6);
        Assert.InRange(Number(stack, "allocatedBytesPerCall"), 1, 1e6);
        Assert.Equal(5, stack.GetProperty("rounds").GetArrayLength());
    }

    private static void HasTraffic(JsonElement stack)
    {
        Assert.InRange(Number(stack, "bytesUpPerCall"), 20, 400);
        Assert.InRange(Number(stack, "bytesDownPerCall"), 40, 2000);
        if (OperatingSystem.IsLinux()) Assert.InRange(Number(stack, "packetsPerCall"), 1, 20);
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
