using RpcStack.Protocol;

namespace RpcStack;

/// <summary>How a client behaves.</summary>
public sealed record RpcClientOptions
{
    /// <summary>The defaults, as each property states them.</summary>
    public static RpcClientOptions Default { get; } = new();

    /// <summary>Each connection's options.</summary>
    public RpcConnectionOptions Connection { get; init; } = RpcConnectionOptions.Default;

    /// <summary>How many connections each endpoint gets; calls take turns among them. 1.</summary>
    public int ConnectionsPerEndpoint { get; init; } = 1;

    /// <summary>How long one attempt to connect may take: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Told of each connection before it is used, to watch its life (<see cref="RpcConnection.StateChanged"/>); null tells
    /// nobody. What it throws is why the attempt to connect failed.
    /// </summary>
    public Action<RpcConnection>? OnConnection { get; init; }

    /// <summary>The waits between attempts to reach an endpoint that is away.</summary>
    public RpcBackoff Backoff { get; init; } = new();

    /// <summary>
    /// How often one call is made again at most, within its deadline, where it was not started, or where it may have been
    /// and is <see cref="IdempotentAttribute"/>: 5. The first time at once, then with <see cref="Backoff"/>'s waits.
    /// </summary>
    public int MaxResends { get; init; } = 5;
}
