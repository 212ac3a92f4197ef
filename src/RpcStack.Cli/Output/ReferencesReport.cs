using System.Globalization;
using Spectre.Console;

namespace RpcStack.Cli.Output;

/// <summary>References as a table, the oldest first; their stacks below it, since no column is wide enough.</summary>
internal static class ReferencesReport
{
    public static void Write(IReadOnlyList<ReferenceReport> references, bool withStacks)
    {
        ReferenceReport[] sorted = [.. references.OrderByDescending(r => r.Age)];
        if (sorted.Length > 0) Terminal.Out.Write(Make(sorted));
        string summary = $"{sorted.Count(r => r.IsExport)} held by clients, {sorted.Count(r => !r.IsExport)} of theirs held here";
        Terminal.Out.WriteLine(summary);
        if (!withStacks) return;
        foreach (ReferenceReport reference in sorted)
        {
            Console.WriteLine();
            Console.WriteLine($"{reference.Contract} {reference.Id} of {reference.Peer}");
            Console.WriteLine(reference.Stack.Length > 0 ? reference.Stack : "   the server keeps no stacks");
        }
    }

    private static Table Make(ReferenceReport[] references)
    {
        var table = new Table { Border = TableBorder.Rounded, BorderStyle = new Style(decoration: Decoration.Dim) };
        foreach (string column in new[] { "reference", "contract", "type", "peer", "age", "lease", "times" })
            table.AddColumn(new TableColumn($"[bold]{column}[/]"));
        foreach (ReferenceReport reference in references)
        {
            table.AddRow(
                Markup.Escape($"{(reference.IsExport ? "export" : "import")} {reference.Id}"),
                Markup.Escape(reference.Contract),
                Markup.Escape(reference.Type),
                Markup.Escape(reference.Peer),
                Seconds(reference.Age),
                Seconds(reference.Lease),
                reference.Count.ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }

    private static string Seconds(long milliseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000.0:0.0} s");
}
