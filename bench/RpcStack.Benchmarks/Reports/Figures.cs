using RpcStack.Benchmarks.Workloads;

namespace RpcStack.Benchmarks.Reports;

/// <summary>What came out for one contender on one workload in one placement, over all rounds.</summary>
internal sealed record Figures(
    string Workload,
    string Placement,
    string Contender,
    Spread CallsPerSecond,
    Spread MegabytesPerSecond,
    Spread? P50Microseconds,
    Spread? P99Microseconds,
    double ProcessorSecondsPerMillion,
    double ClientBytesAllocated,
    double ServerBytesAllocated,
    double BytesSent,
    double BytesReceived)
{
    public const string Baseline = "raw";

    public static Figures Of(Workload workload, string placement, string contender, IReadOnlyList<Turn> turns) => new(
        workload.Name,
        placement,
        contender,
        Spread.Of(turns.Select(t => t.CallsPerSecond)),
        Spread.Of(turns.Select(t => t.CallsPerSecond * workload.Size / 1e6)),
        turns[0].Work.P50 is null ? null : Spread.Of(turns.Select(t => t.Work.P50!.Value.TotalMicroseconds)),
        turns[0].Work.P99 is null ? null : Spread.Of(turns.Select(t => t.Work.P99!.Value.TotalMicroseconds)),
        Median(turns, t => t.ProcessorPerMillion),
        Median(turns, t => (double)t.Client.Allocated / t.Work.Calls),
        Median(turns, t => (double)t.Server.Allocated / t.Work.Calls),
        Median(turns, t => t.Work.Sent),
        Median(turns, t => t.Work.Received));

    /// <summary>The workload's own figure: a latency, where less is better; calls or megabytes a second elsewhere.</summary>
    public Spread Main(Workload workload) =>
        P50Microseconds ?? (workload.IsDownload ? MegabytesPerSecond : CallsPerSecond);

    private static double Median(IReadOnlyList<Turn> turns, Func<Turn, double> figure) => Spread.Of(turns.Select(figure)).Median;
}
