namespace RpcStack.Cli.Comparison;

/// <summary>What one stack costs: medians of its rounds.</summary>
internal sealed class StackResult(ComparedStack stack, IReadOnlyList<Round> rounds)
{
    public ComparedStack Stack { get; } = stack;

    public IReadOnlyList<Round> Rounds { get; } = rounds;

    public Spread CallsPerSecond { get; } = Spread.Of(rounds.Select(round => round.CallsPerSecond));

    public Spread P50 { get; } = Spread.Of(rounds.Select(round => round.P50));

    public Spread P99 { get; } = Spread.Of(rounds.Select(round => round.P99));

    public double AllocatedPerCall { get; } =
        Spread.Of(rounds.Select(round => (double)round.AllocatedBytes / round.Calls)).Median;

    public double? BytesUpPerCall { get; } = PerCall(rounds, traffic => traffic.BytesUp);

    public double? BytesDownPerCall { get; } = PerCall(rounds, traffic => traffic.BytesDown);

    public double? PacketsPerCall { get; } = PerCall(rounds, traffic => traffic.Packets);

    public double? ExtraConnectionsPerCall { get; } = PerCall(rounds, traffic => traffic.ExtraConnections);

    private static double? PerCall(IReadOnlyList<Round> rounds, Func<Traffic, long?> count)
    {
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
