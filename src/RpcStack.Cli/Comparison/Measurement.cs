using System.Diagnostics;
using RpcStack.Cli.Data;

namespace RpcStack.Cli.Comparison;

/// <summary>Runs the rounds: warms every stack up, then lets them take turns.</summary>
internal static class Measurement
{
    /// <summary>Measures.</summary>
    /// <param name="plan">How much.</param>
    /// <param name="stacks">What.</param>
    /// <param name="advance">Is told how many calls were made since it was last told, never within a round.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<IReadOnlyList<StackResult>> RunAsync(
        ComparisonPlan plan, IReadOnlyList<ComparedStack> stacks, Action<int> advance, CancellationToken cancel)
    {
        long[] ticks = new long[Math.Max(plan.CallsToWarmUp, plan.CallsPerRound)];
        foreach (ComparedStack stack in stacks)
        {
            await RunRoundAsync(plan, stack, ticks.AsMemory(0, plan.CallsToWarmUp), cancel).ConfigureAwait(false);
            advance(plan.CallsToWarmUp);
        }

        List<Round>[] rounds = [.. stacks.Select(_ => new List<Round>())];
        for (int round = 0; round < ComparisonPlan.Rounds; round++)
        {
            for (int i = 0; i < stacks.Count; i++)
            {
                // Whoever comes next pays for what it allocates itself, and for nothing before.
                GC.Collect();
                rounds[i].Add(await RunRoundAsync(plan, stacks[i], ticks.AsMemory(0, plan.CallsPerRound), cancel)
                    .ConfigureAwait(false));
                advance(plan.CallsPerRound);
            }
        }

        return [.. stacks.Zip(rounds, (stack, own) => new StackResult(stack, own))];
    }

    private static async Task<Round> RunRoundAsync(
        ComparisonPlan plan, ComparedStack stack, Memory<long> ticks, CancellationToken cancel)
    {
        Traffic? before = stack.Traffic?.Invoke();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long begun = Stopwatch.GetTimestamp();
        for (int call = 0; call < ticks.Length; call++)
        {
            Question question = plan.QuestionOf(call);
            long asked = Stopwatch.GetTimestamp();
            await stack.Lookup.LookupAsync(question.Name, question.Type, cancel).ConfigureAwait(false);
            ticks.Span[call] = Stopwatch.GetTimestamp() - asked;
        }

        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        Traffic? moved = stack.Traffic?.Invoke() - before;
        ticks.Span.Sort();
        return new Round(
            ticks.Length, seconds, Percentile(ticks.Span, 0.50), Percentile(ticks.Span, 0.99), allocated, moved);
    }

    /// <summary>The nearest rank, in microseconds.</summary>
    private static double Percentile(ReadOnlySpan<long> sorted, double share)
    {
        int rank = (int)Math.Ceiling(share * sorted.Length);
        return sorted[Math.Max(rank, 1) - 1] * 1e6 / Stopwatch.Frequency;
    }
}
