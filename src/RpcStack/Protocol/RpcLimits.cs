using RpcStack.Marshalling;

namespace RpcStack.Protocol;

/// <summary>What one connection may cost this side. Exceeding a limit is an error that names it.</summary>
public sealed record RpcLimits
{
    /// <summary>The defaults, as each property states them.</summary>
    public static RpcLimits Default { get; } = new();

    /// <summary>A frame's octets as they arrive: 4 MiB and 64 KiB for what surrounds a message. A larger one ends the connection.</summary>
    public int MaxFrameSize { get; init; } = (4 << 20) + (64 << 10);

    /// <summary>A request's or response's body, in octets: 4 MiB. A larger one ends the call.</summary>
    public int MaxMessageSize { get; init; } = 4 << 20;

    /// <summary>How many calls of the peer's may run at a time: 4096. Further ones are refused; our own wait.</summary>
    public int MaxConcurrentCalls { get; init; } = 4096;

    /// <summary>
    /// How many octets may wait to be sent, or to be handled: 16 MiB each. Above it the connection is not read until they
    /// went, so a peer that does not read is not served.
    /// </summary>
    public int MaxQueuedBytes { get; init; } = 16 << 20;

    /// <summary>How many calls of the peer's that send a stream may run at a time: 256. Further ones are refused.</summary>
    public int MaxStreams { get; init; } = 256;

    /// <summary>
    /// How many octets of a stream may wait to be read: 256 KiB, and one item; four times that once its reader has kept up
    /// with it. Its sender waits meanwhile.
    /// </summary>
    public int StreamWindow { get; init; } = 256 << 10;

    /// <summary>How many objects a peer may hold references to: 65,536.</summary>
    public int MaxReferences { get; init; } = 65_536;

    /// <summary>How deep calls made while serving calls may nest: 32.</summary>
    public int MaxCallDepth { get; init; } = 32;

    /// <summary>The metadata of one request or response, in octets: 16 KiB.</summary>
    public int MaxMetadataSize { get; init; } = 16 << 10;

    /// <summary>What decoding one body may cost.</summary>
    public MarshallingLimits Marshalling { get; init; } = MarshallingLimits.Default;
}
