using System.Buffers.Binary;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>A query of one question, read without making objects of it.</summary>
internal ref struct IncomingQuery
{
    // TYPE and CLASS (RFC 1035 §4.1.2).
    private const int QuestionTailSize = 4;

    // TYPE, CLASS, TTL and RDLENGTH (RFC 1035 §4.1.3).
    private const int RecordHeadSize = 10;

    internal DnsHeader Header { get; private init; }

    internal ReadOnlySpan<byte> Name { get; private set; }

    internal DnsRecordType Type { get; private set; }

    internal DnsClass Class { get; private set; }

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

    /// <summary>
    /// Reads a query; false where it is none. A flood of what cannot be read must not cost more than one of queries, so
    /// nothing is thrown.
    /// </summary>
    /// <param name="octets">The message.</param>
    /// <param name="header">Its header, which says that there is one question.</param>
    /// <param name="query">The query.</param>
    internal static bool TryRead(ReadOnlySpan<byte> octets, DnsHeader header, out IncomingQuery query)
    {
        query = new IncomingQuery { Header = header };
        int at = DnsHeader.Size;
        // A pointer could lead to the header only, which is no name.
        if (!TrySkipLabels(octets, ref at) || octets.Length - at < QuestionTailSize) return false;
        query.Name = octets[DnsHeader.Size..at];
        if (query.Name.Length > DomainName.MaxLength) return false;
        query.Type = (DnsRecordType)BinaryPrimitives.ReadUInt16BigEndian(octets[at..]);
        query.Class = (DnsClass)BinaryPrimitives.ReadUInt16BigEndian(octets[(at + 2)..]);
        at += QuestionTailSize;
        int plain = header.AnswerCount + header.AuthorityCount;
        for (int i = 0; i < plain + header.AdditionalCount; i++)
        {
            if (!query.TryReadRecord(octets, ref at, i >= plain)) return false;
        }

        return at == octets.Length;
    }

    private static bool TrySkipLabels(ReadOnlySpan<byte> octets, ref int at)
    {
        while (at < octets.Length)
        {
            byte length = octets[at++];
            if (length == 0) return true;
            if (length > DomainName.MaxLabelLength) return false;
            at += length;
        }

        return false;
    }

    private static bool TrySkipName(ReadOnlySpan<byte> octets, ref int at)
    {
        for (; at < octets.Length; at += octets[at] + 1)
        {
            if ((octets[at] & CompressedName.PointerBits) == CompressedName.PointerBits)
            {
                at += 2;
                return at <= octets.Length;
            }

            if (octets[at] > DomainName.MaxLabelLength) return false;
            if (octets[at] != 0) continue;
            at++;
            return true;
        }

        return false;
    }

    private bool TryReadRecord(ReadOnlySpan<byte> octets, ref int at, bool isAdditional)
    {
        int start = at;
        // Nothing follows a signature (RFC 8945 §5.1).
        if (IsSigned || !TrySkipName(octets, ref at) || octets.Length - at < RecordHeadSize) return false;
        bool isOfRoot = at == start + 1;
        ReadOnlySpan<byte> head = octets.Slice(at, RecordHeadSize);
        ushort length = BinaryPrimitives.ReadUInt16BigEndian(head[8..]);
        at += RecordHeadSize + length;
        if (at > octets.Length) return false;
        var type = (DnsRecordType)BinaryPrimitives.ReadUInt16BigEndian(head);
        if (type == DnsRecordTypes.TSIG) IsSigned = true;
        if (type != DnsRecordType.OPT) return true;
        // RFC 6891 §6.1.1: its name is the root, and there is at most one.
        if (Edns is not null || !isOfRoot || !isAdditional) return false;
        Edns = DnsEdns.FromFields(
            BinaryPrimitives.ReadUInt16BigEndian(head[2..]), BinaryPrimitives.ReadUInt32BigEndian(head[4..]));
        return TryReadOptions(octets[(at - length)..at]);
    }

    private bool TryReadOptions(ReadOnlySpan<byte> options)
    {
        while (!options.IsEmpty)
        {
            if (options.Length < EdnsOption.HeadSize) return false;
            ushort code = BinaryPrimitives.ReadUInt16BigEndian(options);
            int end = EdnsOption.HeadSize + BinaryPrimitives.ReadUInt16BigEndian(options[2..]);
            if (end > options.Length) return false;
            ReadOnlySpan<byte> data = options[EdnsOption.HeadSize..end];
            options = options[end..];
            if (code != EdnsOption.Cookie) continue;
            if (!ServerCookies.IsWellFormed(data)) return false;
            if (Cookie.IsEmpty) Cookie = data;
        }

        return true;
    }
}
