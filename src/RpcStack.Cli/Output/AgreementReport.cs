using RpcStack.Cli.Comparison;
using RpcStack.Services.Dns;
using Spectre.Console;

namespace RpcStack.Cli.Output;

/// <summary>Says whether all stacks gave the same answers, or what each of them said.</summary>
internal static class AgreementReport
{
    public static void Write(ComparisonPlan plan, IReadOnlyList<ComparedStack> stacks)
    {
        string names = string.Join(", ", stacks.Select(stack => stack.Title));
        int count = plan.Questions.Distinct().Count();
        string questions = count == 1 ? "the one question" : $"all {count} questions";
        Terminal.Out.MarkupLineInterpolated($"[green]Same answers[/] from {names} to {questions}.");
    }

    public static void Write(IReadOnlyList<Disagreement> disagreements)
    {
        foreach (Disagreement disagreement in disagreements)
        {
            Terminal.Out.MarkupLineInterpolated($"[red]Different answers[/] to [bold]{disagreement.Question}[/]:");
            foreach ((string stack, DnsAnswer answer) in disagreement.Answers)
            {
                Terminal.Out.MarkupLineInterpolated($"  {stack}: {Headline(answer)}");
                foreach (DnsRecord record in answer.Answers.Concat(answer.Authorities))
                    Console.WriteLine($"    {record}");
            }
        }

        Terminal.Error("What gives different answers cannot be compared.");
    }

    private static string Headline(DnsAnswer answer) =>
        $"{answer.Code}{(answer.IsAuthoritative ? ", authoritative" : "")}, "
        + $"{answer.Answers.Count} answers, {answer.Authorities.Count} authorities";
}
