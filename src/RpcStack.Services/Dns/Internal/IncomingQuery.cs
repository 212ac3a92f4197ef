using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>A query of one question, read without making objects of it.</summary>
internal ref struct IncomingQuery
{
    internal DnsHeader Header { get; private init; }

    internal ReadOnlySpan<byte> Name { get; private init; }

    internal DnsRecordType Type { get; private init; }

    internal DnsClass Class { get; private init; }

    /// <summary>What EDNS says, its options apart.</summary>
    internal DnsEdns? Edns { get; private set; }

    /// <summary>The cookie option's data; empty where there is none.</summary>
    internal ReadOnlySpan<byte> Cookie { get; private set; }

    /// <summary>Whether the message ends with a signature (RFC 8945).</summary>
    internal bool IsSigned { get; private set; }

    internal readonly bool IsRecursionDesired => (Header.Flags & DnsFlags.RecursionDesired) != 0;

    /// <summary>The largest response that the asker takes over UDP.</summary>
    internal readonly int DatagramLimit =>
        Edns is { } known
            ? Math.Clamp(known.UdpPayloadSize, (ushort)DnsMessage.MaxPlainUdpSize, DnsEdns.SafePayloadSize)
            : DnsMessage.MaxPlainUdpSize;

    /// <summary>Reads a query.</summary>
    /// <param name="octets">The message.</param>
    /// <param name="header">Its header, which says that there is one question.</param>
    /// <param name="name">Room for the question's name.</param>
    /// <exception cref="DnsFormatException">It is no query.</exception>
    internal static IncomingQuery Read(ReadOnlySpan<byte> octets, DnsHeader header, Span<byte> name)
    {
        var reader = new MessageReader(octets);
        reader.ReadHeader();
        int length = reader.ReadName(name);
        var query = new IncomingQuery
        {
            Header = header,
            Name = name[..length],
            Type = (DnsRecordType)reader.ReadUInt16("The question's type"),
            Class = (DnsClass)reader.ReadUInt16("The question's class"),
        };
        int plain = header.AnswerCount + header.AuthorityCount;
        for (int i = 0; i < plain + header.AdditionalCount; i++) query.ReadRecord(ref reader, i >= plain);
        reader.ExpectEnd();
        return query;
    }

    private void ReadRecord(ref MessageReader reader, bool isAdditional)
    {
        int start = reader.Position;
        if (IsSigned) throw new DnsFormatException(start, "A record follows the signature");
        reader.SkipName();
        bool isOfRoot = reader.Position == start + 1;
        MessageReader.RecordHead head = reader.ReadRecordHead();
        if (head.Type == DnsRecordTypes.TSIG) IsSigned = true;
        if (head.Type != DnsRecordType.OPT)
        {
            reader.Take(head.Length, "A record's data");
            return;
        }

        // RFC 6891 §6.1.1: its name is the root, and there is at most one.
        if (Edns is not null) throw new DnsFormatException(start, "There is a second OPT record");
        if (!isOfRoot || !isAdditional) throw new DnsFormatException(start, "The OPT record is out of place");
        Edns = DnsEdns.FromFields(head.Class, head.TimeToLive);
        for (int end = reader.Position + head.Length; reader.Position < end;)
        {
            ReadOnlySpan<byte> data = reader.ReadOption(end, out ushort code);
            if (code == EdnsOption.Cookie) ReadCookie(start, data);
        }
    }

    private void ReadCookie(int at, ReadOnlySpan<byte> data)
    {
        if (!ServerCookies.IsWellFormed(data)) throw new DnsFormatException(at, "A cookie has a length of no cookie");
        if (Cookie.IsEmpty) Cookie = data;
    }
}
