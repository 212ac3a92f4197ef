using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Dns;

/// <summary>Writes what the zones say to a question as a message, within what fits.</summary>
internal sealed class ResponseWriter
{
    private const int CookieOptionSize = EdnsOption.HeadSize + ServerCookies.Size;

    private readonly CompressionTable _names = new();
    private uint _turn;

    internal int Write(
        IncomingQuery query,
        ZoneAnswer answer,
        Span<byte> response,
        DnsFlags flags,
        ReadOnlySpan<byte> cookie,
        bool isDatagram)
    {
        MessageWriter writer = Start(query, response, cookie);
        int questionEnd = writer.Position;
        // Askers mostly take the first address, so each gets another one first (RFC 1794).
        _turn++;
        int answers = Write(ref writer, answer.Answers);
        int authorities = Write(ref writer, answer.Authorities);
        int additionals = Write(ref writer, answer.Glue);
        if (writer.IsOverflowed)
        {
            writer.Rewind(questionEnd);
            if (isDatagram) return WriteCut(query, answer, response, flags, cookie);
            answer.Code = DnsResponseCode.ServerFailure;
            answers = authorities = additionals = 0;
        }
        else
        {
            additionals += WriteWhatFits(ref writer, answer.Additionals);
        }

        DnsHeader header = Reply(query.Header, flags | Authority(answer), answer.Code) with
        {
            QuestionCount = 1,
            AnswerCount = (ushort)answers,
            AuthorityCount = (ushort)authorities,
            AdditionalCount = (ushort)additionals,
        };
        return Finish(ref writer, query, header, answer.Code, cookie);
    }

    /// <summary>
    /// Writes a response that says to come over TCP. Whoever does ignores what is in it, so nothing is (RFC 2181 §9).
    /// </summary>
    internal int WriteCut(
        IncomingQuery query, ZoneAnswer answer, Span<byte> response, DnsFlags flags, ReadOnlySpan<byte> cookie)
    {
        MessageWriter writer = Start(query, response, cookie);
        DnsHeader header = Reply(query.Header, flags | Authority(answer) | DnsFlags.Truncated, answer.Code);
        return Finish(ref writer, query, header with { QuestionCount = 1 }, answer.Code, cookie);
    }

    internal static int WriteHeaderOnly(DnsHeader query, DnsResponseCode code, Span<byte> response)
    {
        Reply(query, DnsFlags.None, code).Write(response);
        return DnsHeader.Size;
    }

    private static DnsFlags Authority(ZoneAnswer answer) =>
        answer.IsAuthoritative ? DnsFlags.Authoritative : DnsFlags.None;

    private MessageWriter Start(IncomingQuery query, Span<byte> response, ReadOnlySpan<byte> cookie)
    {
        var writer = new MessageWriter(response, _names);
        writer.WriteQuestion(query.Name, query.Type, query.Class);
        if (query.Edns is not null) writer.Reserve(DnsEdns.WireSize + (cookie.IsEmpty ? 0 : CookieOptionSize));
        return writer;
    }

    private static int Finish(
        ref MessageWriter writer,
        IncomingQuery query,
        DnsHeader header,
        DnsResponseCode code,
        ReadOnlySpan<byte> cookie)
    {
        if (query.Edns is not null)
        {
            int options = cookie.IsEmpty ? 0 : CookieOptionSize;
            writer.Reserve(-DnsEdns.WireSize - options);
            var edns = new DnsEdns(DnsEdns.SafePayloadSize, (byte)((byte)code >> 4));
            writer.WriteEdns(edns, options);
            if (options > 0) writer.WriteOption(EdnsOption.Cookie, cookie);
            header = header with { AdditionalCount = (ushort)(header.AdditionalCount + 1) };
        }

        writer.WriteHeader(header);
        return writer.Position;
    }

    private int Write(ref MessageWriter writer, List<RecordSet> sets)
    {
        int count = 0;
        foreach (RecordSet set in sets) count += Write(ref writer, set);
        return count;
    }

    // RFC 2181 §9: leaving out a set that only saves a question is no reason to set TC.
    private int WriteWhatFits(ref MessageWriter writer, List<RecordSet> sets)
    {
        int count = 0;
        foreach (RecordSet set in sets)
        {
            int start = writer.Position;
            int added = Write(ref writer, set);
            if (writer.IsOverflowed) writer.Rewind(start);
            else count += added;
        }

        return count;
    }

    private int Write(ref MessageWriter writer, RecordSet set)
    {
        IReadOnlyList<RecordData> data = set.Data;
        bool isRotated = data.Count > 1 && set.Type is DnsRecordType.A or DnsRecordType.AAAA;
        int first = isRotated ? (int)(_turn % (uint)data.Count) : 0;
        for (int i = 0; i < data.Count && !writer.IsOverflowed; i++)
        {
            int at = first + i < data.Count ? first + i : first + i - data.Count;
            writer.WriteRecord(set.Owner, DnsClass.Internet, set.TimeToLive, data[at]);
        }

        return data.Count;
    }

    private static DnsHeader Reply(DnsHeader query, DnsFlags flags, DnsResponseCode code) => new(
        query.Id,
        DnsFlags.Response | flags | (query.Flags & DnsFlags.RecursionDesired),
        query.Opcode,
        (DnsResponseCode)((byte)code & 0xF),
        QuestionCount: 0,
        AnswerCount: 0,
        AuthorityCount: 0,
        AdditionalCount: 0);
}
