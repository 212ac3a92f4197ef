using RpcStack.Marshalling;

namespace RpcStack.OncRpc;

/// <summary>What a peer may cost this side. Exceeding a limit is an error that names it.</summary>
public sealed record OncRpcLimits
{
    /// <summary>The largest payload of a datagram over IPv4 (RFC 768), and so the largest message over UDP.</summary>
    public const int MaxDatagramSize = 65_507;

    /// <summary>The defaults, as each property states them.</summary>
    public static OncRpcLimits Default { get; } = new();

    /// <summary>A message's octets, header and body, over all its fragments: 4 MiB and 1 KiB. A larger one ends the connection.</summary>
    public int MaxMessageSize { get; init; } = (4 << 20) + (1 << 10);

    /// <summary>How many fragments of a message may have nothing in them: 16. More end the connection.</summary>
    public int MaxEmptyFragments { get; init; } = 16;

    /// <summary>How many calls of one connection, or of all datagrams, may run at a time: 1024. A connection with more is not read; a datagram is dropped.</summary>
    public int MaxConcurrentCalls { get; init; } = 1024;

    /// <summary>How many octets may wait to be sent on a connection: 16 MiB. Above it the connection is not read.</summary>
    public int MaxQueuedBytes { get; init; } = 16 << 20;

    /// <summary>How long a message may take to arrive once it has begun: 30 s. A slower one ends the connection.</summary>
    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What decoding one body may cost.</summary>
    public MarshallingLimits Marshalling { get; init; } = MarshallingLimits.Default;
}
