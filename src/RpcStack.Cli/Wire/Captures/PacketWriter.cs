using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace RpcStack.Cli.Wire.Captures;

/// <summary>Puts Ethernet, IP, and TCP or UDP headers before octets, with checksums.</summary>
internal sealed class PacketWriter(PcapngWriter capture)
{
    private const int EthernetSize = 14;
    private const byte TimeToLive = 64;
    private const int MaxDatagram = 65_535;

    private readonly byte[] _packet = new byte[EthernetSize + MaxDatagram + 64];
    private ushort _identification;

    /// <summary>Writes a UDP datagram (RFC 768).</summary>
    public void WriteUdp(long time, IPEndPoint from, IPEndPoint to, ReadOnlySpan<byte> bytes)
    {
        const int HeaderSize = 8;
        Span<byte> udp = Begin(from, to, ProtocolType.Udp, HeaderSize + bytes.Length, out int size);
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)to.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)udp.Length);
        udp[6..HeaderSize].Clear();
        bytes.CopyTo(udp[HeaderSize..]);
        ushort sum = Checksum(from, to, ProtocolType.Udp, udp);
        // 0 would mean that there is none.
        BinaryPrimitives.WriteUInt16BigEndian(udp[6..], sum == 0 ? ushort.MaxValue : sum);
        capture.Write(time, _packet.AsSpan(0, size));
    }

    /// <summary>Writes a TCP segment (RFC 9293 §3.1).</summary>
    public void WriteTcp(long time, IPEndPoint from, IPEndPoint to, TcpHeader header, ReadOnlySpan<byte> bytes)
    {
        const ushort Window = 65_535;
        ReadOnlySpan<byte> options = header.Flags.HasFlag(TcpFlags.Syn) ? SynOptions(from) : default;
        int headerSize = 20 + options.Length;
        Span<byte> tcp = Begin(from, to, ProtocolType.Tcp, headerSize + bytes.Length, out int size);
        BinaryPrimitives.WriteUInt16BigEndian(tcp, (ushort)from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], (ushort)to.Port);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], header.Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], header.Acknowledged);
        tcp[12] = (byte)(headerSize / 4 << 4);
        tcp[13] = (byte)header.Flags;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], Window);
        tcp[16..20].Clear();
        options.CopyTo(tcp[20..]);
        bytes.CopyTo(tcp[headerSize..]);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[16..], Checksum(from, to, ProtocolType.Tcp, tcp));
        capture.Write(time, _packet.AsSpan(0, size));
    }

    /// <summary>How many octets a segment carries on an Ethernet (RFC 6691).</summary>
    public static int MaxSegment(IPEndPoint endpoint) => endpoint.AddressFamily == AddressFamily.InterNetwork ? 1460 : 1440;

    // Maximum segment size; no operation; a window in units of 2^14, so that whatever is under way has room in it.
    private static byte[] SynOptions(IPEndPoint endpoint)
    {
        int segment = MaxSegment(endpoint);
        return [2, 4, (byte)(segment >> 8), (byte)segment, 1, 3, 3, 14];
    }

    private Span<byte> Begin(IPEndPoint from, IPEndPoint to, ProtocolType protocol, int length, out int size)
    {
        bool isV4 = from.AddressFamily == AddressFamily.InterNetwork;
        Span<byte> ethernet = _packet;
        // Addresses that nobody's hardware has: the two sides' ports tell them apart.
        Hardware(ethernet, to.Port);
        Hardware(ethernet[6..], from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(ethernet[12..], (ushort)(isV4 ? 0x0800 : 0x86DD));
        Span<byte> ip = ethernet[EthernetSize..];
        int header = isV4 ? WriteV4(ip, from, to, protocol, length) : WriteV6(ip, from, to, protocol, length);
        size = EthernetSize + header + length;
        return ip.Slice(header, length);
    }

    private static void Hardware(Span<byte> address, int port)
    {
        address[..4].Clear();
        address[0] = 0x02; // locally administered
        BinaryPrimitives.WriteUInt16BigEndian(address[4..], (ushort)port);
    }

    private int WriteV4(Span<byte> ip, IPEndPoint from, IPEndPoint to, ProtocolType protocol, int length)
    {
        const int HeaderSize = 20;
        const ushort DoNotFragment = 0x4000;
        ip[0] = 0x45;
        ip[1] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)(HeaderSize + length));
        BinaryPrimitives.WriteUInt16BigEndian(ip[4..], ++_identification);
        BinaryPrimitives.WriteUInt16BigEndian(ip[6..], DoNotFragment);
        ip[8] = TimeToLive;
        ip[9] = (byte)protocol;
        ip[10..12].Clear();
        from.Address.TryWriteBytes(ip[12..], out _);
        to.Address.TryWriteBytes(ip[16..], out _);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], InternetChecksum.Of(ip[..HeaderSize]));
        return HeaderSize;
    }

    private static int WriteV6(Span<byte> ip, IPEndPoint from, IPEndPoint to, ProtocolType protocol, int length)
    {
        const int HeaderSize = 40;
        ip[..4].Clear();
        ip[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(ip[4..], (ushort)length);
        ip[6] = (byte)protocol;
        ip[7] = TimeToLive;
        from.Address.TryWriteBytes(ip[8..], out _);
        to.Address.TryWriteBytes(ip[24..], out _);
        return HeaderSize;
    }

    /// <summary>Over a pseudo-header, too (RFC 9293 §3.1, RFC 8200 §8.1).</summary>
    private static ushort Checksum(IPEndPoint from, IPEndPoint to, ProtocolType protocol, ReadOnlySpan<byte> bytes)
    {
        Span<byte> pseudo = stackalloc byte[40];
        from.Address.TryWriteBytes(pseudo, out int size);
        to.Address.TryWriteBytes(pseudo[size..], out _);
        Span<byte> rest = pseudo[(size * 2)..];
        rest.Clear();
        // The sum does not care that IPv4 has 16 bits for the length and IPv6 32.
        BinaryPrimitives.WriteInt32BigEndian(rest, bytes.Length);
        rest[7] = (byte)protocol;
        return InternetChecksum.Of(pseudo[..((size * 2) + 8)], bytes);
    }
}
