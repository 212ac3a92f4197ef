using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Frames;

/// <summary>
/// A FAULT: <c>call:varint status:u8 phase:u8 message:string [metadata] [name:string body]</c>, the last two where a
/// declared fault is carried.
/// </summary>
internal sealed record FaultHeader(ulong CallId, FaultFlags Flags, RpcStatus Status, RpcPhase Phase, string Message)
{
    /// <summary>What is longer is cut by the sender and refused by the receiver.</summary>
    public const int MaxMessage = 16 << 10;

    public Metadata? Metadata { get; init; }

    /// <summary>The declared fault's name, or null.</summary>
    public string? Declared { get; init; }

    public bool Started => Flags.HasFlag(FaultFlags.Started);

    public bool NeedsSchema => Flags.HasFlag(FaultFlags.NeedsSchema);

    public bool IsTargetUnknown => Flags.HasFlag(FaultFlags.UnknownTarget);

    public static FaultHeader Read(ref PayloadReader reader, FaultFlags flags, RpcLimits limits)
    {
        ulong call = reader.ReadVarint();
        var status = (RpcStatus)reader.ReadByte();
        var phase = (RpcPhase)reader.ReadByte();
        if (status is RpcStatus.Ok or > RpcStatus.Unauthenticated) status = RpcStatus.Unknown;
        if (phase > RpcPhase.Handler) phase = RpcPhase.Dispatch;
        string message = reader.ReadString("A fault's message", MaxMessage);
        Metadata? metadata = flags.HasFlag(FaultFlags.Metadata) ? reader.ReadMetadata(limits.MaxMetadataSize) : null;
        string? name = flags.HasFlag(FaultFlags.Declared) ? reader.ReadString("A fault's name", MaxMessage) : null;
        return new FaultHeader(call, flags, status, phase, message) { Metadata = metadata, Declared = name };
    }

    public void Write(ByteWriter writer)
    {
        FaultFlags flags = Flags
            | (Metadata is null ? 0 : FaultFlags.Metadata)
            | (Declared is null ? 0 : FaultFlags.Declared);
        writer.BeginFrame(FrameType.Fault, (FrameFlags)flags);
        writer.WriteVarint(CallId);
        writer.Write((byte)Status);
        writer.Write((byte)Phase);
        // A UTF-16 code unit takes at most three octets of UTF-8.
        writer.WriteString(Message.Length <= MaxMessage / 3 ? Message : Message[..(MaxMessage / 3 - 1)] + "…");
        if (Metadata is not null) writer.WriteMetadata(Metadata);
        if (Declared is not null) writer.WriteString(Declared);
    }
}
