namespace RpcStack.Protocol.Internal.Frames;

/// <summary>A frame where it arrived, in a buffer that it keeps alive.</summary>
internal readonly record struct Frame(
    ReadBuffer Buffer, int Offset, int Length, FrameType Type, FrameFlags Flags, long ReceivedAt)
{
    /// <summary>A REQUEST's number: they are counted as they arrive, from 1.</summary>
    public ulong Number { get; init; }

    public ReadOnlySpan<byte> Payload => Buffer.Bytes.AsSpan(Offset, Length);
}
