using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Frames;

/// <summary>
/// The first frame each way: <c>"RPCS" version:varint format:u8 maxFrame:varint maxCalls:varint window:varint
/// features:varint token:opaque epoch:u64 [lease:varint]</c>, and whatever later versions add behind, which is ignored.
/// </summary>
/// <param name="Format">The client's choice of wire format; the server repeats it.</param>
/// <param name="MaxFrameSize">The largest frame that the sender takes.</param>
/// <param name="MaxConcurrentCalls">How many calls the sender serves at a time.</param>
/// <param name="StreamWindow">The credit, in octets, that each stream to the sender has to begin with.</param>
/// <param name="Features">What else the sender understands, a bit each: <see cref="BodyCompression.Feature"/>.</param>
/// <param name="SessionToken">From the server: what names the session; from a client: the session to go on with. Or empty.</param>
/// <param name="Epoch">Random for each start of a process, so that a peer notices a restart.</param>
internal sealed record Hello(
    byte Format,
    int MaxFrameSize,
    int MaxConcurrentCalls,
    int StreamWindow,
    ulong Features,
    byte[] SessionToken,
    ulong Epoch)
{
    public const int Version = 1;
    public const int TokenSize = 16;

    /// <summary>The lease that goes without saying, in milliseconds.</summary>
    public const int UsualLease = 60_000;

    /// <summary>How long the sender's objects are held without RENEW, in milliseconds.</summary>
    public int Lease { get; init; } = UsualLease;

    public static ReadOnlySpan<byte> Magic => "RPCS"u8;

    public static Hello Read(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        if (!reader.ReadBytes(Magic.Length).SequenceEqual(Magic))
            throw new ProtocolException("The peer does not speak RpcStack's protocol.");
        int version = reader.ReadInt32("The protocol's version");
        if (version < Version)
            throw new ProtocolException(RpcStatus.Unimplemented, $"The peer speaks version {version}, this side {Version}.");
        byte format = reader.ReadByte();
        int maxFrame = reader.ReadInt32("The largest frame");
        int maxCalls = reader.ReadInt32("The number of calls");
        int window = reader.ReadInt32("A stream's window");
        ulong features = reader.ReadVarint();
        byte[] token = reader.ReadBytes(reader.ReadInt32("The session token's length", TokenSize)).ToArray();
        ulong epoch = reader.ReadUInt64();
        int lease = reader.Rest.IsEmpty ? UsualLease : reader.ReadInt32("The lease");
        return new Hello(format, maxFrame, maxCalls, window, features, token, epoch) { Lease = lease };
    }

    public void Write(ByteWriter writer)
    {
        writer.BeginFrame(FrameType.Hello);
        writer.Write(Magic);
        writer.WriteVarint(Version);
        writer.Write(Format);
        writer.WriteVarint((ulong)MaxFrameSize);
        writer.WriteVarint((ulong)MaxConcurrentCalls);
        writer.WriteVarint((ulong)StreamWindow);
        writer.WriteVarint(Features);
        writer.WriteVarint((ulong)SessionToken.Length);
        writer.Write(SessionToken);
        writer.WriteUInt64(Epoch);
        if (Lease != UsualLease) writer.WriteVarint((ulong)Lease);
    }
}
