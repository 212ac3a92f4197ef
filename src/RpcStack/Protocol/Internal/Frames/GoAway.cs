using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Frames;

/// <summary>
/// The sender takes no more calls: <c>accepted:varint status:u8 reason:string</c>. Requests are counted as they come on the
/// connection; those after the first <paramref name="Accepted"/> were not started.
/// </summary>
internal sealed record GoAway(ulong Accepted, RpcStatus Status, string Reason)
{
    private const int MaxReason = 4 << 10;

    /// <summary>How far calls had come that it ends: a peer that is not let in had not yet connected.</summary>
    public RpcPhase Phase => Status is RpcStatus.Unauthenticated ? RpcPhase.Connect : RpcPhase.Dispatch;

    public static GoAway Read(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        ulong accepted = reader.ReadVarint();
        var status = (RpcStatus)reader.ReadByte();
        if (status is RpcStatus.Ok or > RpcStatus.Unauthenticated) status = RpcStatus.Unavailable;
        return new GoAway(accepted, status, reader.ReadString("The reason", MaxReason));
    }

    public void Write(ByteWriter writer)
    {
        writer.BeginFrame(FrameType.GoAway);
        writer.WriteVarint(Accepted);
        writer.Write((byte)Status);
        writer.WriteString(Reason.Length <= MaxReason / 3 ? Reason : Reason[..(MaxReason / 3)]);
    }
}
