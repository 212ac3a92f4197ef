using System.CommandLine;
using System.Runtime.CompilerServices;
using RpcStack.Cli.Comparison;
using RpcStack.Cli.Data;
using RpcStack.Cli.Output;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack compare dns</c>.</summary>
internal sealed class CompareDnsCommand : Command
{
    private const int DefaultCalls = 20_000;

    private readonly ZoneOption _zones = new();

    private readonly Option<FileInfo?> _names = new("--names")
    {
        Description = "What to look up: a name and a type a line. By default the samples, or what the zones hold.",
        HelpName = "FILE",
    };

    private readonly Option<int> _calls = new("--calls")
    {
        Description = "How many lookups each way makes, all rounds together.",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultCalls,
        CustomParser = result => Values.ParseNumber(result, ComparisonPlan.Rounds, ComparisonPlan.MaxCalls),
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document instead of a table." };

    private readonly Option<FileInfo?> _html = new("--html")
    {
        Description = "Write a page with charts and tables, which needs nothing else and no network.",
        HelpName = "FILE",
    };

    public CompareDnsCommand() : base("dns", "Looks names up through sockets, ONC RPC, RPC and gRPC, at servers of its own.")
    {
        Add(_zones);
        Add(_names);
        Add(_calls);
        Add(_json);
        Add(_html);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        bool json = parsed.GetValue(_json);
        FileInfo[] files = parsed.GetRequiredValue(_zones);
        ZoneStore zones = Zones.Load(files);
        IReadOnlyList<Question> questions = parsed.GetValue(_names) is { } names ? Questions.Load(names)
            : files.Length > 0 ? Questions.About(zones)
            : Questions.Samples();
        var plan = new ComparisonPlan(questions, parsed.GetValue(_calls));
        DnsBench bench = await DnsBench.StartAsync(zones, cancel).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable _ = bench.ConfigureAwait(false);

        IReadOnlyList<Disagreement> disagreements =
            await AgreementCheck.RunAsync(plan.Questions, bench.Stacks, cancel).ConfigureAwait(false);
        if (disagreements.Count > 0)
        {
            if (json) Console.WriteLine(ComparisonDocument.Serialize(ComparisonJson.Describe(plan, disagreements, [])));
            else AgreementReport.Write(disagreements);
            return ExitCode.Failed;
        }

        if (!json) AgreementReport.Write(plan, bench.Stacks);
        IReadOnlyList<StackResult> results = await ComparisonProgress.ShowAsync(
            isWanted: !json,
            plan.TotalCalls(bench.Stacks.Count),
            advance => Measurement.RunAsync(plan, bench.Stacks, advance, cancel)).ConfigureAwait(false);
        ComparisonDocument document = ComparisonJson.Describe(plan, disagreements, results);
        if (parsed.GetValue(_html) is { } page) await HtmlReport.WriteAsync(page, document, cancel).ConfigureAwait(false);
        if (json) Console.WriteLine(ComparisonDocument.Serialize(document));
        else ComparisonTable.Write(plan, results);
        return ExitCode.Ok;
    }
}
