using System.Buffers.Binary;

namespace RpcStack.Cli.Wire.Captures;

/// <summary>Writes a capture in pcapng (draft-ietf-opsawg-pcapng): one section, one Ethernet, times in nanoseconds.</summary>
internal sealed class PcapngWriter : IDisposable
{
    private const ushort Ethernet = 1;
    private const ushort ApplicationOption = 4;

    private readonly Stream _file;

    /// <summary>Begins a capture; the file is the writer's from now on.</summary>
    public PcapngWriter(Stream file)
    {
        _file = file;
        Span<byte> section = stackalloc byte[96];
        BinaryPrimitives.WriteUInt32LittleEndian(section, PcapngFormat.ByteOrderMagic);
        BinaryPrimitives.WriteUInt16LittleEndian(section[4..], 1); // version 1.0
        BinaryPrimitives.WriteUInt16LittleEndian(section[6..], 0);
        BinaryPrimitives.WriteInt64LittleEndian(section[8..], -1); // of unknown length
        int length = 16 + Option(section[16..], ApplicationOption, "rpcstack: headers made from a relay's record"u8);
        length += Option(section[length..], 0, default);
        WriteBlock(PcapngFormat.SectionHeader, section[..length]);

        Span<byte> link = stackalloc byte[32];
        link.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(link, Ethernet); // of packets of any length
        length = 8 + Option(link[8..], PcapngFormat.TimeResolution, [9]); // 10^-9 seconds
        length += Option(link[length..], 0, default);
        WriteBlock(PcapngFormat.InterfaceDescription, link[..length]);
    }

    /// <summary>Writes a packet.</summary>
    /// <param name="time">In nanoseconds since 1970.</param>
    /// <param name="packet">From its Ethernet header on.</param>
    public void Write(long time, ReadOnlySpan<byte> packet)
    {
        Span<byte> header = stackalloc byte[20];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)(time >> 32));
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], (uint)time);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], packet.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], packet.Length);
        WriteBlock(PcapngFormat.EnhancedPacket, header, packet);
    }

    public void Flush() => _file.Flush();

    public void Dispose() => _file.Dispose();

    private void WriteBlock(uint type, ReadOnlySpan<byte> body, ReadOnlySpan<byte> rest = default)
    {
        int length = 12 + Padded(body.Length + rest.Length);
        Span<byte> ends = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(ends, type);
        BinaryPrimitives.WriteInt32LittleEndian(ends[4..], length);
        _file.Write(ends);
        _file.Write(body);
        _file.Write(rest);
        _file.Write("\0\0\0"u8[..(length - 12 - body.Length - rest.Length)]);
        _file.Write(ends[4..]);
    }

    private static int Option(Span<byte> room, ushort code, ReadOnlySpan<byte> value)
    {
        int size = 4 + Padded(value.Length);
        room[..size].Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(room, code);
        BinaryPrimitives.WriteUInt16LittleEndian(room[2..], (ushort)value.Length);
        value.CopyTo(room[4..]);
        return size;
    }

    private static int Padded(int length) => (length + 3) & ~3;
}
