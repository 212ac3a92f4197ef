using RpcStack.Cli.Data;

namespace RpcStack.Cli.Comparison;

/// <summary>What is compared, and how often.</summary>
internal sealed record ComparisonPlan(IReadOnlyList<Question> Questions, int Calls)
{
    /// <summary>Stacks take turns this often, so that whatever else the machine does meets all alike.</summary>
    public const int Rounds = 5;

    /// <summary>How many new clients make their first call.</summary>
    public const int FirstCalls = 9;

    public const int MaxCalls = 10_000_000;

    /// <summary>Fewer would measure the compiler.</summary>
    private const int FewestToWarmUp = 2_000;

    public int CallsPerRound => Calls / Rounds;

    public int CallsToWarmUp => Math.Max(CallsPerRound, FewestToWarmUp);

    /// <summary>The calls that a progress bar counts: those of every stack, warming up included.</summary>
    public int TotalCalls(int stacks) => stacks * (CallsToWarmUp + Rounds * CallsPerRound);

    /// <summary>The question of a call; every round begins with the first, so all do the same work.</summary>
    public Question QuestionOf(int call) => Questions[call % Questions.Count];
}
