using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Frames;

/// <summary>Unsigned integers in groups of 7 bits, lowest first; the high bit says that more follow (LEB128).</summary>
internal static class Varint
{
    public const int MaxLength = 10;

    public static void WriteVarint(this ByteWriter writer, ulong value)
    {
        Span<byte> span = writer.GetSpan(MaxLength);
        int i = 0;
        for (; value >= 0x80; value >>= 7) span[i++] = (byte)(value | 0x80);
        span[i++] = (byte)value;
        writer.Advance(i);
    }

    /// <summary>Reads one at the start; the result is how many octets it takes, 0 where it is incomplete.</summary>
    /// <exception cref="ProtocolException">It is longer than 64 bits.</exception>
    public static int TryRead(ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (i == MaxLength - 1 && bytes[i] > 1) throw new ProtocolException("A varint is longer than 64 bits.");
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80) return i + 1;
        }

        return 0;
    }
}
