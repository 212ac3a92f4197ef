using System.Buffers.Binary;

namespace RpcStack.Cli.Wire.Captures;

/// <summary>The header before IP's (draft-ietf-opsawg-pcaplinktype).</summary>
internal static class LinkHeader
{
    private const ushort Vlan = 0x8100;
    private const ushort ServiceVlan = 0x88A8;

    /// <summary>What stands behind it; nothing where that is not IP, or the link type is not known here.</summary>
    public static ReadOnlyMemory<byte> Skip(int linkType, ReadOnlyMemory<byte> packet) => linkType switch
    {
        0 or 108 => From(packet, 4), // BSD's loopback
        1 => SkipEthernet(packet),
        12 or 14 or 101 or 228 or 229 => packet, // IP itself
        113 => From(packet, 16), // Linux's "any" interface
        276 => From(packet, 20), // and its second version
        _ => default,
    };

    private static ReadOnlyMemory<byte> SkipEthernet(ReadOnlyMemory<byte> packet)
    {
        int at = 12;
        while (packet.Length >= at + 4 && BinaryPrimitives.ReadUInt16BigEndian(packet.Span[at..]) is Vlan or ServiceVlan) at += 4;
        return From(packet, at + 2);
    }

    private static ReadOnlyMemory<byte> From(ReadOnlyMemory<byte> packet, int size) => packet.Length > size ? packet[size..] : default;
}
