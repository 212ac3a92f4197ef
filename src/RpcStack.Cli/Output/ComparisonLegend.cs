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
        ComparisonPlan plan, IReadOnlyList<StackResult> results) =>
    [
        ("calls/s", Text($"""
            lookups in a second, one after the other: the median of {ComparisonPlan.Rounds} rounds
            of {plan.CallsPerRound:N0}, and below it the slowest and the fastest round
            """)),
        ("p50, p99", "half of the lookups, and 99 in 100, took at most this long (µs: millionths of a second)"),
        ("bytes", "payload that a lookup sends up and gets down, without the headers of IP, UDP and TCP"),
        ("packets", Packets(results)),
        ("cpu", "time that the processors compute for a lookup, client and server together"),
        ("first", "the time from a new client to its first answer, connecting included; a DNS client has nothing to set up"),
        ("heap", "memory that a lookup allocates, client and server together: both run in this process"),
        ("code lines", Text($"""
            what a user writes for it, counted in samples/FourWays/Dns; the contract, which RPC's client and server
            share, has {CodeLines.In("samples/dns/contract")} more; the DNS client that is measured is
            not that sample but RpcStack.Services' own, which does EDNS and is longer
            """)),
        ("in-process", "no network, a method call on the server's own store: what the work costs by itself"),
    ];

    private static string Packets(IReadOnlyList<StackResult> results)
    {
        const string What = "datagrams (UDP) or segments (TCP) of a lookup, both ways, acknowledgements too; those of ONC RPC counted in a pass through a relay";
        double? share = results.FirstOrDefault(result => result.ExtraConnectionsPerCall > 0)?.ExtraConnectionsPerCall;
        return share is not { } known ? What : Text($"""
            {What}; {100 * known:0.#} of 100 lookups over UDP are repeated over TCP, because the answer fits no
            datagram, and the segments of that are not in the count
            """);
    }

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture).Replace('\n', ' ');
}
