namespace RpcStack.Cli.Wire.Flows;

/// <summary>Keeps what happened, up to a number of octets; counts everything.</summary>
/// <param name="capacity">How many octets to keep; of what comes later only the numbers are right.</param>
internal sealed class Recording(long capacity = 64L << 20) : IFlowObserver
{
    // What an event costs besides its octets.
    private const int Overhead = 64;

    private readonly Lock _gate = new();
    private readonly List<FlowEvent> _events = [];
    private readonly Dictionary<Flow, FlowCount> _counts = [];
    private long _left = capacity;

    /// <summary>Whether there was more than could be kept.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>What was kept so far, in order.</summary>
    public IReadOnlyList<FlowEvent> Events
    {
        get
        {
            lock (_gate) return [.. _events];
        }
    }

    /// <summary>What went over each flow, in the order in which they began.</summary>
    public IReadOnlyList<FlowCount> Counts
    {
        get
        {
            lock (_gate) return [.. _counts.Values.OrderBy(count => count.Flow.Number)];
        }
    }

    /// <inheritdoc/>
    public void Observe(in FlowEvent e)
    {
        lock (_gate)
        {
            FlowCount count = _counts.GetValueOrDefault(e.Flow) ?? new FlowCount(e.Flow);
            _counts[e.Flow] = count.With(e);
            long cost = e.Bytes.Length + Overhead;
            if (IsTruncated || cost > _left)
            {
                IsTruncated = true;
                return;
            }

            _left -= cost;
            _events.Add(e with { Bytes = e.Bytes.ToArray() });
        }
    }

    /// <summary>Tells everything that was kept to another observer.</summary>
    public void Replay(IFlowObserver observer)
    {
        foreach (FlowEvent e in Events) observer.Observe(e);
    }
}
