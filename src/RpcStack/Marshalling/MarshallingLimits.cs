namespace RpcStack.Marshalling;

/// <summary>What a peer's message may cost the one who decodes it.</summary>
public sealed record MarshallingLimits
{
    /// <summary>64 levels, 64 MiB.</summary>
    public static MarshallingLimits Default { get; } = new();

    /// <summary>How deep messages, lists, maps and unions may nest.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>How much decoding one message may allocate, in bytes, estimated.</summary>
    public long MaxAllocation { get; init; } = 64 << 20;
}
