namespace RpcStack.Protocol.Internal.Frames;

/// <summary>Finds a frame: <c>length:varint type:u8 flags:u8 payload</c>, the length counting what follows it.</summary>
internal static class FrameParser
{
    private const int HeaderSize = 2;

    /// <summary>By frame type.</summary>
    private static ReadOnlySpan<byte> KnownFlags =>
        [0x00, 0x00, 0x7F, 0x31, 0x3E, 0x00, 0x23, 0x16, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00];

    /// <summary>Looks for a whole frame at the start.</summary>
    /// <param name="bytes">What has arrived.</param>
    /// <param name="limit">The largest frame that is taken.</param>
    /// <param name="size">The frame's whole size, as far as it is known; 0 where not even the length is.</param>
    /// <param name="header">How many octets come before the payload.</param>
    /// <returns>Whether the frame is there.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, int limit, out int size, out int header)
    {
        header = Varint.TryRead(bytes, out ulong length) + HeaderSize;
        size = 0;
        if (header == HeaderSize) return false;
        if (length < HeaderSize) throw new ProtocolException($"A frame of {length} octets has no type and flags.");
        if (length > (ulong)limit)
        {
            throw new ProtocolException(
                RpcStatus.ResourceExhausted,
                $"A frame of {length} octets exceeds {nameof(RpcLimits)}.{nameof(RpcLimits.MaxFrameSize)} ({limit}).");
        }

        size = header - HeaderSize + (int)length;
        return bytes.Length >= size;
    }

    /// <summary>Checks that no reserved flag is set: its meaning would be unknown, and might be essential.</summary>
    public static void CheckFlags(FrameType type, FrameFlags flags)
    {
        if ((int)type < KnownFlags.Length && ((byte)flags & ~KnownFlags[(int)type]) != 0)
            throw new ProtocolException($"A {type} frame has reserved flags set (0x{(byte)flags:X2}).");
    }
}
