using System.Globalization;
using RpcStack.Cli.Comparison;
using Spectre.Console;

namespace RpcStack.Cli.Output;

/// <summary>The comparison for people: a table, what its columns mean, and what there is to see in it.</summary>
internal static class ComparisonTable
{
    private const string Nothing = "[dim]–[/]";

    private static readonly string[] Titles =
        ["\ncalls/s", "p50\nµs", "p99\nµs", "bytes\nup", "bytes\ndown", "\npackets", "cpu\nµs", "first\nµs", "heap\nbytes", "code\nlines"];

    public static void Write(ComparisonPlan plan, IReadOnlyList<StackResult> results)
    {
        Terminal.Out.WriteLine();
        Terminal.Out.Write(Make(results));
        ComparisonLegend.Write(plan, results);
    }

    private static Table Make(IReadOnlyList<StackResult> results)
    {
        Table table = new Table { Border = TableBorder.Rounded, BorderStyle = new Style(decoration: Decoration.Dim) }
            .AddColumn(new TableColumn("\n[bold]stack[/]").NoWrap());
        foreach (string title in Titles)
            table.AddColumn(new TableColumn($"[bold]{title}[/]").RightAligned().NoWrap());

        foreach (StackResult result in results)
        {
            if (table.Rows.Count > 0) table.AddEmptyRow();
            table.AddRow(
                $"[bold]{result.Stack.Title}[/]\n[dim]{result.Stack.Detail}[/]",
                $"[bold]{Number(result.CallsPerSecond.Median)}[/]\n[dim]{Range(result.CallsPerSecond)}[/]",
                Time(result.P50.Median),
                Time(result.P99.Median),
                Amount(result.BytesUpPerCall),
                Amount(result.BytesDownPerCall),
                Packets(result),
                Time(result.CpuPerCall),
                result.FirstCall is { } first ? Number(first.Median) : Nothing,
                Number(result.AllocatedPerCall),
                result.Stack.CodeLines is { } lines ? Number(lines) : Nothing);
        }

        return table;
    }

    private static string Packets(StackResult result) =>
        result.PacketsPerCall is { } packets ? $"{Fraction(packets)}\n[dim]{result.Stack.PacketUnit}[/]" : Nothing;

    private static string Range(Spread spread) => $"{Number(spread.Min)}–{Number(spread.Max)}";

    private static string Amount(double? value) => value is { } known ? Number(known) : Nothing;

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Fraction(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Time(double microseconds) =>
        microseconds.ToString(microseconds < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
