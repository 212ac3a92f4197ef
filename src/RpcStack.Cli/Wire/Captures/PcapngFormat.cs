namespace RpcStack.Cli.Wire.Captures;

/// <summary>Numbers of the formats (draft-ietf-opsawg-pcapng, draft-ietf-opsawg-pcap).</summary>
internal static class PcapngFormat
{
    public const uint SectionHeader = 0x0A0D0D0A;
    public const uint InterfaceDescription = 1;
    public const uint ObsoletePacket = 2;
    public const uint SimplePacket = 3;
    public const uint EnhancedPacket = 6;
    public const uint ByteOrderMagic = 0x1A2B3C4D;
    public const ushort TimeResolution = 9;

    public const uint PcapMicroseconds = 0xA1B2C3D4;
    public const uint PcapNanoseconds = 0xA1B23C4D;

    /// <summary>The largest packet that is believed; Wireshark's own limit.</summary>
    public const int MaxPacket = 256 << 10;
}
