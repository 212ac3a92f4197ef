namespace RpcStack.Benchmarks.Workloads;

/// <summary>What is done.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="What">What it is, for people.</param>
/// <param name="Outstanding">How many calls are under way at a time, on one connection.</param>
/// <param name="Size">The payload's octets in the baseline: the message as MessagePack writes it, or the bytes.</param>
/// <param name="Items">For a download, how many items it has.</param>
internal sealed record Workload(string Name, string What, int Outstanding, int Size, int Items = 0)
{
    private const int SampleSize = 40;

    public static IReadOnlyList<Workload> All { get; } =
    [
        new("w1", "{int32, 32 characters}, one call at a time", 1, SampleSize),
        new("w2", "{int32, 32 characters}, 64 outstanding", 64, SampleSize),
        new("w3", "16 KiB, 16 outstanding", 16, 16 << 10),
        new("w4", "512 MiB in items of 64 KiB", 1, 64 << 10, 8192),
    ];

    public bool IsDownload => Items > 0;

    public bool IsBytes => !IsDownload && Size > SampleSize;

    /// <summary>Whether each call's time is of interest.</summary>
    public bool IsLatency => !IsDownload && Outstanding == 1;
}
