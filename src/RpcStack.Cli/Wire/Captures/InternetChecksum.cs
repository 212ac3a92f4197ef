using System.Buffers.Binary;

namespace RpcStack.Cli.Wire.Captures;

/// <summary>The checksum of IPv4, TCP and UDP (RFC 1071): the one's complement of the one's complement sum of 16-bit words.</summary>
internal static class InternetChecksum
{
    /// <summary>The checksum of two parts, of which the first has an even number of octets.</summary>
    public static ushort Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default)
    {
        ulong sum = Sum(first) + Sum(second);
        while (sum >> 16 != 0) sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~sum;
    }

    private static ulong Sum(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        for (; bytes.Length >= 2; bytes = bytes[2..]) sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        return bytes.IsEmpty ? sum : sum + ((ulong)bytes[0] << 8);
    }
}
