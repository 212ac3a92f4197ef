using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Frames;

/// <summary>
/// A REQUEST before its references and body: <c>call:varint target:varint contract:varint ordinal:varint [deadline:varint]
/// [chain:u64 depth:varint] [promise:varint [fingerprint:u64]] [metadata]</c>, the bracketed where the flags say so.
/// </summary>
internal struct RequestHeader
{
    /// <summary>The largest id that a call may have.</summary>
    public const ulong MaxCallId = long.MaxValue;

    /// <summary>The caller's id for the call; 0 where it wants no answer.</summary>
    public ulong CallId { get; set; }

    /// <summary>The object.</summary>
    public TargetKey Target { get; set; }

    /// <summary>Which of the agreed contract's <see cref="ContractDescriptor.Contracts"/> declares the operation.</summary>
    public int Contract { get; set; }

    /// <summary>The operation within it.</summary>
    public int Ordinal { get; set; }

    /// <summary>The time that is left, in milliseconds, or null.</summary>
    public int? Deadline { get; set; }

    /// <summary>Whether that is the time until the first item of the answer, rather than for all of it.</summary>
    public bool IsDeadlineOfFirstItem { get; set; }

    /// <summary>Whether items follow.</summary>
    public bool HasItems { get; set; }

    /// <summary>The chain, where the call was made while serving one.</summary>
    public CallChain? Chain { get; set; }

    /// <summary>The id by which the caller already refers to the result, or 0.</summary>
    public ulong Promise { get; set; }

    /// <summary>The caller's build of the contract of what it promises itself; names that are resolved say theirs in the body.</summary>
    public ulong Fingerprint { get; set; }

    /// <summary>Names and values, or null.</summary>
    public Metadata? Metadata { get; set; }

    public static RequestHeader Read(ref PayloadReader reader, FrameFlags flags, RpcLimits limits)
    {
        var header = new RequestHeader
        {
            CallId = reader.ReadVarint(),
            Target = TargetKey.Read(ref reader),
            Contract = reader.ReadInt32("The contract's index"),
            Ordinal = reader.ReadInt32("The operation's ordinal"),
        };
        if (header.CallId > MaxCallId) throw new ProtocolException($"{header.CallId} is too large for a call's id.");
        header.HasItems = flags.HasFlag(FrameFlags.Items);
        if (flags.HasFlag(FrameFlags.Deadline)) header.ReadDeadline(ref reader);
        if (flags.HasFlag(FrameFlags.Chain)) header.Chain = new(reader.ReadUInt64(), reader.ReadInt32("The chain's depth"));
        if (flags.HasFlag(FrameFlags.Promise)) header.ReadPromise(ref reader);
        if (flags.HasFlag(FrameFlags.Metadata)) header.Metadata = reader.ReadMetadata(limits.MaxMetadataSize);
        return header;
    }

    public readonly void Write(ByteWriter writer)
    {
        FrameFlags flags = (Deadline is null ? 0 : FrameFlags.Deadline)
            | (Chain is null ? 0 : FrameFlags.Chain)
            | (Promise == 0 ? 0 : FrameFlags.Promise)
            | (Metadata is null ? 0 : FrameFlags.Metadata)
            | (HasItems ? FrameFlags.Items : 0);
        writer.BeginFrame(FrameType.Request, flags);
        writer.WriteVarint(CallId);
        Target.Write(writer);
        writer.WriteVarint((ulong)Contract);
        writer.WriteVarint((ulong)Ordinal);
        if (Deadline is { } deadline) writer.WriteVarint(((ulong)deadline << 1) | (IsDeadlineOfFirstItem ? 1u : 0u));
        if (Chain is { } chain)
        {
            writer.WriteUInt64(chain.Id);
            writer.WriteVarint((ulong)chain.Depth);
        }

        if (Promise != 0)
        {
            writer.WriteVarint(Promise);
            if (!Target.IsRoot) writer.WriteUInt64(Fingerprint);
        }

        if (Metadata is not null) writer.WriteMetadata(Metadata);
    }

    private void ReadPromise(ref PayloadReader reader)
    {
        Promise = reader.ReadVarint();
        if (!Target.IsRoot) Fingerprint = reader.ReadUInt64();
    }

    /// <summary>A deadline is twice its milliseconds, plus one where it is that of the first item.</summary>
    private void ReadDeadline(ref PayloadReader reader)
    {
        ulong value = reader.ReadVarint();
        Deadline = (int)Math.Min(value >> 1, int.MaxValue);
        IsDeadlineOfFirstItem = (value & 1) == 1;
    }
}
