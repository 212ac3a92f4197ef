using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;

namespace RpcStack.Protocol.Internal.Serving;

/// <summary>A call of the peer's that waits for a promise: as its target, or among its parameters.</summary>
internal sealed record WaitingCall(
    RequestHeader Header,
    FrameFlags Flags,
    ulong Number,
    long ReceivedAt,
    IncomingReferences? References,
    ReadOnlyMemory<byte> Body,
    bool IsOnTarget)
{
    /// <summary>When it expires, on the connection's clock.</summary>
    public long Deadline => Header.Deadline is { } left ? ReceivedAt + left : long.MaxValue;

    /// <summary>Whether it was answered while it waited.</summary>
    public bool IsAnswered { get; set; }
}
