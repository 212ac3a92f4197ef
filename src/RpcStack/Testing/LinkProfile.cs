namespace RpcStack.Testing;

/// <summary>How a simulated link carries bytes. Each direction is carried by itself, and so each has all of this.</summary>
public sealed record LinkProfile
{
    /// <summary>How long a byte travels in one direction: 0. A round trip takes twice that.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The most that may come on top of <see cref="Latency"/>, by chance: 0. What was sent later never arrives earlier.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>What the chance of <see cref="Jitter"/> begins with: the same seed and bytes are delayed alike.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Octets a second in one direction; null: as many as come.</summary>
    public long? Bandwidth { get; init; }

    /// <summary>How long it takes to connect, besides what the transport below takes: 0. TCP's own would be a round trip.</summary>
    public TimeSpan ConnectTime { get; init; }

    /// <summary>How many octets may be under way in one direction before a sender waits: 1 MiB.</summary>
    public int Window { get; init; } = 1 << 20;
}
