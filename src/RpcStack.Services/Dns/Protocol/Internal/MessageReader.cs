using System.Buffers.Binary;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>Reads a message from its octets, each of which may be wrong.</summary>
internal ref struct MessageReader(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private int _end = message.Length;

    internal int Position { get; private set; }

    /// <summary>How many octets remain, within the record's data where that is being read.</summary>
    internal readonly int Remaining => _end - Position;

    internal byte ReadByte(string what) => Take(1, what)[0];

    internal ushort ReadUInt16(string what) => BinaryPrimitives.ReadUInt16BigEndian(Take(2, what));

    internal uint ReadUInt32(string what) => BinaryPrimitives.ReadUInt32BigEndian(Take(4, what));

    internal ReadOnlySpan<byte> Take(int count, string what)
    {
        if (count > Remaining) throw new DnsFormatException(Position, $"{what} is cut off");
        ReadOnlySpan<byte> taken = _message.Slice(Position, count);
        Position += count;
        return taken;
    }

    internal DnsHeader ReadHeader()
    {
        DnsHeader header = DnsHeader.Read(_message);
        Position = DnsHeader.Size;
        return header;
    }

    internal DomainName ReadName()
    {
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        return DomainName.FromWire(wire[..ReadName(wire)]);
    }

    /// <summary>Reads a name and undoes its compression; <paramref name="wire"/> has room for the longest.</summary>
    /// <returns>The name's length.</returns>
    internal int ReadName(scoped Span<byte> wire)
    {
        Position = CompressedName.Read(_message, Position, _end, wire, out int length);
        return length;
    }

    /// <summary>Passes over a name without looking where its pointer leads.</summary>
    internal void SkipName()
    {
        while (true)
        {
            byte octet = ReadByte("A domain name");
            if (octet == 0) return;
            if ((octet & CompressedName.PointerBits) == 0)
            {
                Take(octet, "A label");
                continue;
            }

            if ((octet & CompressedName.PointerBits) != CompressedName.PointerBits)
            {
                throw new DnsFormatException(
                    Position - 1, $"0x{octet:X2} starts neither a label nor a compression pointer");
            }

            ReadByte("A compression pointer");
            return;
        }
    }

    /// <summary>Reads an option of EDNS, which ends by <paramref name="end"/> (RFC 6891 §6.1.2).</summary>
    internal ReadOnlySpan<byte> ReadOption(int end, out ushort code)
    {
        code = ReadUInt16("An option's code");
        ushort length = ReadUInt16("An option's length");
        if (length > end - Position) throw new DnsFormatException(Position, "An option of EDNS is cut off");
        return Take(length, "An option's data");
    }

    internal DnsQuestion ReadQuestion() =>
        new(ReadName(), (DnsRecordType)ReadUInt16("A question's type"), (DnsClass)ReadUInt16("A question's class"));

    /// <summary>Reads the part of a record before its data: TYPE, CLASS, TTL, RDLENGTH (RFC 1035 §4.1.3).</summary>
    internal RecordHead ReadRecordHead()
    {
        var head = new RecordHead(
            (DnsRecordType)ReadUInt16("A record's type"),
            ReadUInt16("A record's class"),
            ReadUInt32("A record's TTL"),
            ReadUInt16("A record's data length"));
        return head.Length <= Remaining
            ? head
            : throw new DnsFormatException(
                Position - 2, $"A record claims {head.Length} octets of data, {Remaining} remain");
    }

    internal RecordData ReadData(RecordHead head)
    {
        int end = _end;
        _end = Position + head.Length;
        RecordData data = RecordData.Read(head, ref this);
        if (Remaining != 0) throw new DnsFormatException(Position, $"{Remaining} octets of record data are left over");
        _end = end;
        return data;
    }

    internal readonly void ExpectEnd()
    {
        if (Remaining != 0) throw new DnsFormatException(Position, $"{Remaining} octets follow the message");
    }

    internal readonly record struct RecordHead(DnsRecordType Type, ushort Class, uint TimeToLive, ushort Length);
}
