using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace RpcStack.Cli.Wire.Captures;

/// <summary>What TCP and UDP need of a packet.</summary>
internal readonly record struct IpPacket
{
    private const byte Tcp = 6;
    private const byte Udp = 17;
    private const int MaxExtensions = 8;

    public required ProtocolType Protocol { get; init; }

    public required IPEndPoint From { get; init; }

    public required IPEndPoint To { get; init; }

    /// <summary>For TCP, what its header says.</summary>
    public TcpHeader Header { get; init; }

    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Reads a packet; null where it is neither TCP nor UDP, is a fragment, or was cut off.</summary>
    public static IpPacket? Read(in CapturedPacket packet)
    {
        ReadOnlyMemory<byte> ip = LinkHeader.Skip(packet.LinkType, packet.Bytes);
        if (ip.IsEmpty) return null;
        return (ip.Span[0] >> 4) switch
        {
            4 => ReadV4(ip),
            6 => ReadV6(ip),
            _ => null,
        };
    }

    private static IpPacket? ReadV4(ReadOnlyMemory<byte> ip)
    {
        ReadOnlySpan<byte> header = ip.Span;
        if (header.Length < 20) return null;
        int size = (header[0] & 0x0F) * 4;
        int length = BinaryPrimitives.ReadUInt16BigEndian(header[2..]);
        // Captures of what the card still has to cut up have no length.
        if (length == 0) length = header.Length;
        bool isFragment = (BinaryPrimitives.ReadUInt16BigEndian(header[6..]) & 0x3FFF) != 0;
        if (size < 20 || length < size || length > header.Length || isFragment) return null;
        return ReadPorts(header[9], new IPAddress(header[12..16]), new IPAddress(header[16..20]), ip[size..length]);
    }

    private static IpPacket? ReadV6(ReadOnlyMemory<byte> ip)
    {
        const int HeaderSize = 40;
        ReadOnlySpan<byte> header = ip.Span;
        if (header.Length < HeaderSize) return null;
        int length = BinaryPrimitives.ReadUInt16BigEndian(header[4..]);
        if (HeaderSize + length > header.Length) return null;
        var (from, to) = (new IPAddress(header[8..24]), new IPAddress(header[24..40]));
        byte next = header[6];
        ReadOnlyMemory<byte> rest = length == 0 ? ip[HeaderSize..] : ip.Slice(HeaderSize, length);
        // Hop-by-hop options, routing, destination options (RFC 8200 §4).
        for (int i = 0; i < MaxExtensions && next is 0 or 43 or 60; i++)
        {
            if (rest.Length < 8) return null;
            int size = (rest.Span[1] + 1) * 8;
            if (size > rest.Length) return null;
            next = rest.Span[0];
            rest = rest[size..];
        }

        return ReadPorts(next, from, to, rest);
    }

    private static IpPacket? ReadPorts(byte protocol, IPAddress from, IPAddress to, ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> header = bytes.Span;
        if (header.Length < 8 || protocol is not (Tcp or Udp)) return null;
        var source = new IPEndPoint(from, BinaryPrimitives.ReadUInt16BigEndian(header));
        var target = new IPEndPoint(to, BinaryPrimitives.ReadUInt16BigEndian(header[2..]));
        if (protocol == Udp)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(header[4..]);
            if (length < 8 || length > bytes.Length) return null;
            return new IpPacket { Protocol = ProtocolType.Udp, From = source, To = target, Bytes = bytes[8..length] };
        }

        if (header.Length < 20) return null;
        int size = (header[12] >> 4) * 4;
        if (size < 20 || size > bytes.Length) return null;
        return new IpPacket
        {
            Protocol = ProtocolType.Tcp,
            From = source,
            To = target,
            Header = new TcpHeader(
                (TcpFlags)header[13],
                BinaryPrimitives.ReadUInt32BigEndian(header[4..]),
                BinaryPrimitives.ReadUInt32BigEndian(header[8..])),
            Bytes = bytes[size..],
        };
    }
}
