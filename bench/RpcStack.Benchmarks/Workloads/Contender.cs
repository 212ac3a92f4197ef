namespace RpcStack.Benchmarks.Workloads;

/// <summary>A way to do a workload, on connections of its own.</summary>
internal abstract class Contender(string name) : IAsyncDisposable
{
    public string Name => name;

    /// <summary>Works for that long; a download takes the time it takes.</summary>
    public abstract ValueTask<Work> RunAsync(Workload workload, TimeSpan time);

    public virtual ValueTask DisposeAsync() => default;
}
