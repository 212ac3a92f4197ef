using System.Buffers.Binary;

namespace RpcStack.Cli.Wire.Captures;

/// <summary>Reads captures of both kinds: pcap and pcapng, of either byte order.</summary>
internal static class CaptureFile
{
    /// <summary>The packets of a capture, in their order. One at a time is in memory.</summary>
    /// <exception cref="CaptureException">It is none, or ends early, or lies about its lengths.</exception>
    public static IEnumerable<CapturedPacket> Read(Stream file)
    {
        var input = new CaptureInput(file);
        byte[] magic = input.Read(4, "a capture");
        uint little = BinaryPrimitives.ReadUInt32LittleEndian(magic);
        uint big = BinaryPrimitives.ReadUInt32BigEndian(magic);
        if (little == PcapngFormat.SectionHeader) return new PcapngReader(input).Read();
        if (little is PcapngFormat.PcapMicroseconds or PcapngFormat.PcapNanoseconds)
            return PcapReader.Read(input, isBig: false, little == PcapngFormat.PcapNanoseconds);
        if (big is PcapngFormat.PcapMicroseconds or PcapngFormat.PcapNanoseconds)
            return PcapReader.Read(input, isBig: true, big == PcapngFormat.PcapNanoseconds);
        throw new CaptureException($"this is no capture: it begins with 0x{big:X8}, as neither pcap nor pcapng does");
    }

    /// <summary>Whether octets begin as captures do.</summary>
    public static bool Is(ReadOnlySpan<byte> start) => start.Length >= 4
        && (BinaryPrimitives.ReadUInt32LittleEndian(start) is PcapngFormat.SectionHeader
                or PcapngFormat.PcapMicroseconds or PcapngFormat.PcapNanoseconds
            || BinaryPrimitives.ReadUInt32BigEndian(start) is PcapngFormat.PcapMicroseconds or PcapngFormat.PcapNanoseconds);
}
