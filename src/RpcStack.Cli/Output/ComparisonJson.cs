using RpcStack.Cli.Comparison;
using RpcStack.Services.Dns;

namespace RpcStack.Cli.Output;

/// <summary>The comparison for programs: one document, every number with its unit.</summary>
internal static class ComparisonJson
{
    public static ComparisonDocument Describe(
        ComparisonPlan plan, IReadOnlyList<Disagreement> disagreements, IReadOnlyList<StackResult> results) =>
        new(
            "dns",
            plan.Questions.Distinct().Count(),
            disagreements.Count == 0,
            [.. disagreements.Select(Describe)],
            ComparisonPlan.Rounds,
            plan.CallsPerRound,
            CodeLines.In("samples/dns/contract"),
            ComparisonDocument.Units,
            [.. results.Select(Describe)]);

    private static DisagreementEntry Describe(Disagreement disagreement) => new(
        disagreement.Question.Name,
        disagreement.Question.Type.ToText(),
        disagreement.Answers.ToDictionary(given => given.Stack, given => Describe(given.Answer)));

    private static AnswerEntry Describe(DnsAnswer answer) => new(
        answer.Code.ToString(),
        answer.IsAuthoritative,
        [.. answer.Answers.Select(record => record.ToString())],
        [.. answer.Authorities.Select(record => record.ToString())]);

    private static StackEntry Describe(StackResult result) => new(
        result.Stack.Name,
        result.CallsPerSecond,
        result.P50,
        result.P90,
        result.P99,
        result.CpuPerCall,
        result.FirstCall,
        result.BytesUpPerCall,
        result.BytesDownPerCall,
        result.PacketsPerCall,
        result.Stack.PacketUnit,
        result.ExtraConnectionsPerCall,
        result.AllocatedPerCall,
        result.Stack.CodeLines,
        result.Rounds);
}
