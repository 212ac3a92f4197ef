using System.Net;
using System.Text;
using RpcStack.Cli.Wire.Captures;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Input;

/// <summary>Reads a file of octets, whatever it is: a capture, or a hex dump of packets, streams or a message.</summary>
internal static class WireInput
{
    private const int MaxDump = 256 << 20;

    /// <summary>Tells an observer what a file holds.</summary>
    /// <exception cref="CliException">It is nothing that can be read.</exception>
    public static void Read(Stream file, FlowTransport transport, IFlowObserver observer)
    {
        byte[] start = new byte[4];
        int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        using var whole = new ConcatenatedStream(start.AsMemory(0, length), file);
        if (CaptureFile.Is(start)) new CaptureReader(observer).Read(new BufferedStream(whole, 1 << 16));
        else Tell(HexDump.Read(ReadText(whole)), transport, observer);
    }

    /// <summary>Tells of pieces of hexadecimal: packets from Ethernet on if all are, or else what two sides sent.</summary>
    private static void Tell(IReadOnlyList<(Side From, byte[] Bytes)> pieces, FlowTransport transport, IFlowObserver observer)
    {
        if (pieces.Count == 0) throw new CliException("there are no octets in it", ExitCode.Usage);
        if (pieces.All(piece => IsPacket(piece.Bytes)))
        {
            new CaptureReader(observer).Read(ToCapture(pieces));
            return;
        }

        // Nobody says where it was; the ports are no protocol's.
        var nowhere = new IPEndPoint(IPAddress.Any, 0);
        var flow = new Flow(1, transport, nowhere, nowhere);
        foreach ((Side from, byte[] bytes) in pieces) observer.Observe(new FlowEvent(flow, FlowEventKind.Data, from, 0, bytes));
    }

    /// <summary>Whether octets are a packet beyond doubt: IPv4 has a checksum, IPv6 a length.</summary>
    private static bool IsPacket(byte[] bytes)
    {
        if (IpPacket.Read(new CapturedPacket(1, 0, bytes)) is null) return false;
        ReadOnlySpan<byte> ip = LinkHeader.Skip(1, bytes).Span;
        return ip[0] >> 4 == 4
            ? InternetChecksum.Of(ip[..((ip[0] & 0xF) * 4)]) == 0
            : 40 + ((ip[4] << 8) | ip[5]) == ip.Length;
    }

    private static MemoryStream ToCapture(IReadOnlyList<(Side From, byte[] Bytes)> packets)
    {
        var file = new MemoryStream();
        var capture = new PcapngWriter(file);
        foreach ((_, byte[] bytes) in packets) capture.Write(0, bytes);
        file.Position = 0;
        return file;
    }

    private static string ReadText(Stream file)
    {
        using var text = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        while (file.Read(buffer) is > 0 and int count)
        {
            text.Write(buffer, 0, count);
            if (text.Length > MaxDump) throw new CliException($"a hex dump of more than {MaxDump} octets", ExitCode.Usage);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
