using System.Collections.Concurrent;
using System.Globalization;
using RpcStack.Cli.Output;
using RpcStack.Services.Dns;
using Spectre.Console;

namespace RpcStack.Cli.Dns;

/// <summary>The steps of a resolution as a table: who was asked what, what came of it, and how long it took.</summary>
internal sealed class ResolutionTrace
{
    private readonly ConcurrentQueue<ResolutionStep> _steps = new();

    public void Add(ResolutionStep step) => _steps.Enqueue(step);

    /// <summary>Looks a name up, and shows the way and the answer.</summary>
    public async Task<int> RunAsync(IDnsLookup resolver, string name, DnsRecordType type, CancellationToken cancel)
    {
        try
        {
            DnsAnswer answer = await resolver.LookupAsync(name, type, cancel).ConfigureAwait(false);
            Write();
            Console.WriteLine($"{answer.Code}, {answer.Answers.Count} records");
            foreach (DnsRecord record in answer.Answers.Concat(answer.Authorities)) Console.WriteLine(record);
            return ExitCode.Ok;
        }
        catch (Exception failure) when (failure is DnsException or TimeoutException)
        {
            Write();
            throw new CliException(failure.Message, cause: failure);
        }
    }

    public void Write()
    {
        var table = new Table().AddColumns("#", "zone", "server", "question", "outcome");
        table.AddColumn(new TableColumn("time").RightAligned());
        int number = 0;
        foreach (ResolutionStep step in _steps)
        {
            string time = step.Elapsed.TotalMilliseconds.ToString("0.0 ms", CultureInfo.InvariantCulture);
            string question = $"{step.Question.Name} {step.Question.Type.ToText()}";
            string[] cells = [$"{++number}", $"{step.Zone}", $"{step.Server}", question, step.Outcome, time];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        Terminal.Out.Write(table);
    }
}
