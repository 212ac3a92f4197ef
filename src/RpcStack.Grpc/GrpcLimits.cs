using RpcStack.Marshalling;

namespace RpcStack.Grpc;

/// <summary>What one call may cost this side. Exceeding a limit is an error that names it.</summary>
public sealed record GrpcLimits
{
    /// <summary>The defaults, as each property states them.</summary>
    public static GrpcLimits Default { get; } = new();

    /// <summary>A message's octets, before compression: 4 MiB, as with other gRPC implementations.</summary>
    public int MaxMessageSize { get; init; } = 4 << 20;

    /// <summary>
    /// The metadata of one response, a declared fault among it, in octets as they travel: 8 KiB, more than which other
    /// implementations refuse.
    /// </summary>
    public int MaxMetadataSize { get; init; } = 8 << 10;

    /// <summary>How deep calls made while serving calls may nest: 32.</summary>
    public int MaxCallDepth { get; init; } = 32;

    /// <summary>What decoding one message may cost.</summary>
    public MarshallingLimits Marshalling { get; init; } = MarshallingLimits.Default;
}
