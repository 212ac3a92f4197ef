using RpcStack.Cli.Idl.Comparison;
using Spectre.Console;

namespace RpcStack.Cli.Output;

/// <summary>Says of every operation whether it still works, and of those that do not, why.</summary>
internal static class ChangeReport
{
    public static void Write(IReadOnlyList<ContractChange> changes)
    {
        ContractChange[] changed = [.. changes.Where(change => !change.IsSame)];
        if (changed.Length > 0) Terminal.Out.Write(Make(changed));
        // Written past Spectre, which would break lines that are searched for.
        foreach (string line in changed.SelectMany(Reasons)) Console.WriteLine(line);
        Console.WriteLine(Summary(changed));
    }

    private static Table Make(IEnumerable<ContractChange> changes)
    {
        Table table = new Table { Border = TableBorder.Rounded, BorderStyle = new Style(decoration: Decoration.Dim) }
            .AddColumn(new TableColumn("[bold]operation[/]").NoWrap());
        foreach (EvolutionRules rules in ContractChange.Formats) table.AddColumn($"[bold]{rules}[/]");
        foreach (OperationChange operation in changes.SelectMany(change => change.Operations))
            table.AddRow([Markup.Escape(operation.Operation), .. operation.Reasons.Select(reason => Cell(operation, reason))]);
        return table;
    }

    private static string Cell(OperationChange operation, string? reason) =>
        reason is not null ? "[red]breaks[/]" : operation.IsNew ? "[green]new[/]" : "[green]compatible[/]";

    private static IEnumerable<string> Reasons(ContractChange change) => change.Operations
        .SelectMany(operation => operation.Reasons.Zip(ContractChange.Formats))
        .Where(verdict => verdict.First is not null)
        .GroupBy(verdict => verdict.First!, verdict => verdict.Second.Name)
        .Select(group => $"{string.Join(", ", group)}: {group.Key}");

    private static string Summary(ContractChange[] changed) => changed switch
    {
        [] => "Nothing changed.",
        _ when changed.Any(change => change.Breaks) => "Old clients break.",
        _ => "Old clients work.",
    };
}
