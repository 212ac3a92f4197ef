namespace RpcStack.Cli.Wire.Captures;

/// <summary>Reads the older kind of capture (draft-ietf-opsawg-pcap), behind its magic number.</summary>
internal static class PcapReader
{
    public static IEnumerable<CapturedPacket> Read(CaptureInput input, bool isBig, bool isNanoseconds)
    {
        byte[] file = input.Read(20, "the header");
        int link = (int)(CaptureInput.ToUInt32(file.AsSpan(16), isBig) & 0xFFFF);
        byte[] header = new byte[16];
        while (input.TryRead(header, "a packet's header"))
        {
            long seconds = CaptureInput.ToUInt32(header, isBig);
            long fraction = CaptureInput.ToUInt32(header.AsSpan(4), isBig);
            uint length = CaptureInput.ToUInt32(header.AsSpan(8), isBig);
            if (length > PcapngFormat.MaxPacket)
                throw input.Broken($"a packet of {length} octets, more than {PcapngFormat.MaxPacket}");
            long time = (seconds * 1_000_000_000) + (isNanoseconds ? fraction : fraction * 1000);
            yield return new CapturedPacket(link, time, input.Read((int)length, "a packet"));
        }
    }
}
