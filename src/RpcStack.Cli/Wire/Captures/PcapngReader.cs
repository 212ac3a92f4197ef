using System.Buffers.Binary;

namespace RpcStack.Cli.Wire.Captures;

/// <summary>Reads pcapng (draft-ietf-opsawg-pcapng), behind the type of its first block.</summary>
internal sealed class PcapngReader(CaptureInput input)
{
    private const int MaxBlock = PcapngFormat.MaxPacket + (64 << 10);
    private const int MaxInterfaces = 1024;

    private readonly List<Interface> _interfaces = [];
    private bool _isBig;

    public IEnumerable<CapturedPacket> Read()
    {
        ReadSection();
        byte[] type = new byte[4];
        while (input.TryRead(type, "a block"))
        {
            uint kind = CaptureInput.ToUInt32(type, _isBig);
            if (kind == PcapngFormat.SectionHeader)
            {
                ReadSection();
                continue;
            }

            byte[] body = ReadBody(CaptureInput.ToUInt32(input.Read(4, "a block's length"), _isBig), head: 8);
            if (kind == PcapngFormat.InterfaceDescription) AddInterface(body);
            if (ReadPacket(kind, body) is { } packet) yield return packet;
        }
    }

    // The length stands before the magic number that says how to read it.
    private void ReadSection()
    {
        byte[] start = input.Read(8, "a section's header");
        uint magic = BinaryPrimitives.ReadUInt32BigEndian(start.AsSpan(4));
        _isBig = magic == PcapngFormat.ByteOrderMagic;
        if (!_isBig && BinaryPrimitives.ReverseEndianness(magic) != PcapngFormat.ByteOrderMagic)
            throw input.Broken($"a section of no byte order: 0x{magic:X8}");
        _interfaces.Clear();
        ReadBody(CaptureInput.ToUInt32(start, _isBig), head: 12);
    }

    /// <summary>What follows the head of a block, without its length at the end.</summary>
    private byte[] ReadBody(uint length, int head)
    {
        if (length < head + 4 || length % 4 != 0 || length > MaxBlock) throw input.Broken($"a block of {length} octets");
        byte[] body = input.Read((int)length - head - 4, "a block");
        uint again = CaptureInput.ToUInt32(input.Read(4, "a block's length"), _isBig);
        return again == length ? body : throw input.Broken($"a block of {length} octets that ends as if it had {again}");
    }

    private void AddInterface(byte[] body)
    {
        if (body.Length < 8) throw input.Broken("an interface without a link type");
        if (_interfaces.Count == MaxInterfaces) throw input.Broken($"more than {MaxInterfaces} interfaces");
        double nanoseconds = 1000;
        for (int at = 8; at + 4 <= body.Length;)
        {
            ushort code = CaptureInput.ToUInt16(body.AsSpan(at), _isBig);
            ushort size = CaptureInput.ToUInt16(body.AsSpan(at + 2), _isBig);
            if (code == 0 || at + 4 + size > body.Length) break;
            if (code == PcapngFormat.TimeResolution && size == 1) nanoseconds = Resolution(body[at + 4]);
            at += 4 + ((size + 3) & ~3);
        }

        _interfaces.Add(new Interface(CaptureInput.ToUInt16(body, _isBig), nanoseconds));
    }

    /// <summary>The unit of times: a power of ten, or, with the high bit, of two.</summary>
    private static double Resolution(byte option) =>
        1e9 * ((option & 0x80) == 0 ? Math.Pow(10, -option) : Math.Pow(2, -(option & 0x7F)));

    private CapturedPacket? ReadPacket(uint kind, byte[] body)
    {
        (int header, int lengthAt) = kind switch
        {
            PcapngFormat.EnhancedPacket or PcapngFormat.ObsoletePacket => (20, 12),
            PcapngFormat.SimplePacket => (4, 0),
            _ => (0, 0),
        };
        if (header == 0) return null;
        if (body.Length < header) throw input.Broken("a packet without a header");
        uint number = kind switch
        {
            PcapngFormat.EnhancedPacket => CaptureInput.ToUInt32(body, _isBig),
            PcapngFormat.ObsoletePacket => CaptureInput.ToUInt16(body, _isBig),
            _ => 0,
        };
        if (number >= (uint)_interfaces.Count) throw input.Broken($"a packet of interface {number}, which was not described");
        uint length = CaptureInput.ToUInt32(body.AsSpan(lengthAt), _isBig);
        // A simple packet says how long it was, which may be more than was kept.
        if (kind == PcapngFormat.SimplePacket) length = Math.Min(length, (uint)(body.Length - header));
        if (length > (uint)(body.Length - header)) throw input.Broken($"a packet of {length} octets in a block of {body.Length}");
        Interface link = _interfaces[(int)number];
        return new CapturedPacket(link.LinkType, Time(kind, body, link), body.AsMemory(header, (int)length));
    }

    private long Time(uint kind, byte[] body, Interface link)
    {
        if (kind == PcapngFormat.SimplePacket) return 0;
        ulong units = ((ulong)CaptureInput.ToUInt32(body.AsSpan(4), _isBig) << 32) | CaptureInput.ToUInt32(body.AsSpan(8), _isBig);
        if (link.Nanoseconds == 1) return (long)Math.Min(units, long.MaxValue);
        // In decimal, a microsecond stays what it is.
        decimal time = units * (decimal)Math.Max(link.Nanoseconds, 1e-9);
        return time < long.MaxValue ? (long)time : long.MaxValue;
    }

    /// <summary>Where packets were captured.</summary>
    /// <param name="LinkType">What their first header is.</param>
    /// <param name="Nanoseconds">The unit of their times.</param>
    private readonly record struct Interface(int LinkType, double Nanoseconds);
}
