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

        var results = new List<StackResult>();
        foreach ((ComparedStack stack, List<Round> own) in stacks.Zip(rounds))
        {
            results.Add(new StackResult(
                stack,
                own,
                await FirstCallAsync(plan, stack, cancel).ConfigureAwait(false),
                await ProbeAsync(plan, stack, cancel).ConfigureAwait(false)));
        }

        return results;
    }

    /// <summary>How long clients take from being made to their first answer, in microseconds.</summary>
    private static async Task<Spread?> FirstCallAsync(ComparisonPlan plan, ComparedStack stack, CancellationToken cancel)
    {
        if (stack.FirstCall is not { } call) return null;
        var times = new List<double>();

        // The first of them would measure the compiler.
        for (int i = 0; i <= ComparisonPlan.FirstCalls; i++)
        {
            TimeSpan time = await call(plan.QuestionOf(0), cancel).ConfigureAwait(false);
            if (i > 0) times.Add(time.TotalMicroseconds);
        }

        return Spread.Of(times);
    }

    private static async Task<ProbedTraffic?> ProbeAsync(ComparisonPlan plan, ComparedStack stack, CancellationToken cancel) =>
        stack.Probe is { } probe
            ? new ProbedTraffic(plan.Questions.Count, await probe(plan.Questions, cancel).ConfigureAwait(false))
            : null;

    private static async Task<Round> RunRoundAsync(
        ComparisonPlan plan, ComparedStack stack, Memory<long> ticks, CancellationToken cancel)
    {
        Traffic? before = stack.Traffic?.Invoke();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan computed = Environment.CpuUsage.TotalTime;
        long begun = Stopwatch.GetTimestamp();
        for (int call = 0; call < ticks.Length; call++)
        {
            Question question = plan.QuestionOf(call);
            long asked = Stopwatch.GetTimestamp();
            await stack.Lookup.LookupAsync(question.Name, question.Type, cancel).ConfigureAwait(false);
            ticks.Span[call] = Stopwatch.GetTimestamp() - asked;
        }

        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        computed = Environment.CpuUsage.TotalTime - computed;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        Traffic? moved = stack.Traffic?.Invoke() - before;
        ticks.Span.Sort();
        return new Round(
            ticks.Length,
            seconds,
            Percentile(ticks.Span, 0.50),
            Percentile(ticks.Span, 0.90),
            Percentile(ticks.Span, 0.99),
            computed.TotalSeconds,
            allocated,
            moved);
    }

    /// <summary>The nearest rank, in microseconds.</summary>
    private static double Percentile(ReadOnlySpan<long> sorted, double share)
    {
        int rank = (int)Math.Ceiling(share * sorted.Length);
        return sorted[Math.Max(rank, 1) - 1] * 1e6 / Stopwatch.Frequency;
    }
}
