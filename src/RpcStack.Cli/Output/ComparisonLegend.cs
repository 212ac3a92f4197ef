using System.Globalization;
using RpcStack.Cli.Comparison;
using Spectre.Console;

namespace RpcStack.Cli.Output;

/// <summary>Explains the table in plain words, and says what there is to see.</summary>
internal static class ComparisonLegend
{
    private const int Indent = 12;

    public static void Write(ComparisonPlan plan, IReadOnlyList<StackResult> results)
    {
        int width = Terminal.Out.Profile.Width;
        foreach ((string term, string meaning) in Terms(plan, results))
        {
            Terminal.Out.Markup($"[bold]{term.PadRight(Indent)}[/]");
            Console.WriteLine(Paragraph.Wrap(meaning, width, Indent));
        }

        Console.WriteLine();
        Console.WriteLine(Paragraph.Wrap(ComparisonFindings.Describe(results), width));
    }

    private static IEnumerable<(string Term, string Meaning)> Terms(
        ComparisonPlan plan, IReadOnlyList<StackResult> results)
    {
        yield return ("calls/s", string.Create(
            CultureInfo.InvariantCulture,
            $"lookups in a second, one after the other: the median of {ComparisonPlan.Rounds} rounds of {plan.CallsPerRound:N0}, and below it the slowest and the fastest round"));
        yield return ("p50, p99", "half of the lookups, and 99 in 100, took at most this long (µs: millionths of a second)");
        yield return ("bytes", "payload that a lookup sends up to the server and gets down from it, without IP, UDP and TCP headers");
        yield return ("packets", Packets(results));
        yield return ("heap", "memory that a lookup allocates, client and server together: both run in this process");
        yield return ("code lines", $"what a user writes for it, counted in samples/FourWays/Dns; the contract, which RPC's client and server share, has {CodeLines.In("samples/dns/contract")} more");
        yield return ("in-process", "no network at all, a method call on the server's own store: what the work costs by itself");
    }

    private static string Packets(IReadOnlyList<StackResult> results)
    {
        const string What = "datagrams (UDP) or segments (TCP) a lookup takes, both ways together, acknowledgements too";
        StackResult? falling = results.FirstOrDefault(result => result.ExtraConnectionsPerCall > 0);
        return falling is null ? What : string.Create(
            CultureInfo.InvariantCulture,
            $"{What}; of 100 lookups over UDP {100 * falling.ExtraConnectionsPerCall:0.#} are repeated over TCP, as their answer fits no datagram: their segments are not in the count");
    }
}
