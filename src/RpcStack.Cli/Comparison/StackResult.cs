namespace RpcStack.Cli.Comparison;

/// <summary>What one stack costs: medians of its rounds.</summary>
/// <param name="stack">Which.</param>
/// <param name="rounds">Its rounds.</param>
/// <param name="firstCall">How long a new client takes to its first answer, in microseconds; null where there is nothing to set up.</param>
/// <param name="probed">What a pass of its own moved, where the rounds count nothing.</param>
internal sealed class StackResult(ComparedStack stack, IReadOnlyList<Round> rounds, Spread? firstCall, ProbedTraffic? probed)
{
    public ComparedStack Stack { get; } = stack;

    public IReadOnlyList<Round> Rounds { get; } = rounds;

    public Spread CallsPerSecond { get; } = Spread.Of(rounds.Select(round => round.CallsPerSecond));

    public Spread P50 { get; } = Spread.Of(rounds.Select(round => round.P50));

    public Spread P90 { get; } = Spread.Of(rounds.Select(round => round.P90));

    public Spread P99 { get; } = Spread.Of(rounds.Select(round => round.P99));

    /// <summary>In microseconds.</summary>
    public double CpuPerCall { get; } = Spread.Of(rounds.Select(round => round.CpuSeconds * 1e6 / round.Calls)).Median;

    /// <summary>In microseconds.</summary>
    public Spread? FirstCall { get; } = firstCall;

    public double AllocatedPerCall { get; } =
        Spread.Of(rounds.Select(round => (double)round.AllocatedBytes / round.Calls)).Median;

    public double? BytesUpPerCall { get; } = PerCall(rounds, probed, traffic => traffic.BytesUp);

    public double? BytesDownPerCall { get; } = PerCall(rounds, probed, traffic => traffic.BytesDown);

    public double? PacketsPerCall { get; } = PerCall(rounds, probed, traffic => traffic.Packets);

    public double? ExtraConnectionsPerCall { get; } = PerCall(rounds, probed, traffic => traffic.ExtraConnections);

    private static double? PerCall(IReadOnlyList<Round> rounds, ProbedTraffic? probed, Func<Traffic, long?> count)
    {
        if (probed is not null) return count(probed.Traffic) is { } seen ? (double)seen / probed.Calls : null;
        double[] values =
        [
            .. from round in rounds
               let moved = round.Traffic is { } traffic ? count(traffic) : null
               where moved is not null
               select (double)moved / round.Calls,
        ];
        return values.Length == rounds.Count ? Spread.Of(values).Median : null;
    }
}
