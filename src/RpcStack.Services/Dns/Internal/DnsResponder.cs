using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Dns;

/// <summary>
/// What the server is without its sockets: octets of a query in, octets of the response out. It is reused from query to
/// query and makes no garbage on the way, so each loop has one of its own.
/// </summary>
internal sealed class DnsResponder(ZoneStore zones)
{
    private readonly ZoneAnswer _answer = new();
    private readonly CompressionTable _names = new();

    /// <summary>Answers a query.</summary>
    /// <param name="query">What came.</param>
    /// <param name="response">
    /// Room for <see cref="DnsMessage.MaxSize"/> octets, or over UDP for what EDNS may ask for.
    /// </param>
    /// <param name="isDatagram">Whether it came over UDP, so that the response may have to be cut.</param>
    /// <returns>The response's length; 0 if there is none to be sent.</returns>
    internal int Respond(ReadOnlySpan<byte> query, Span<byte> response, bool isDatagram)
    {
        if (query.Length < DnsHeader.Size) return 0;
        DnsHeader header = DnsHeader.Read(query);
        // Two servers that answered responses would never stop.
        if ((header.Flags & DnsFlags.Response) != 0) return 0;
        if (header.Opcode != DnsOpcode.Query) return WriteHeaderOnly(header, DnsResponseCode.NotImplemented, response);
        if (header.QuestionCount != 1) return WriteHeaderOnly(header, DnsResponseCode.FormatError, response);

        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        try
        {
            Query read = Read(query, header, ref name);
            Answer(read, name);
            return Write(header, read, name, response, isDatagram);
        }
        catch (DnsFormatException)
        {
            return WriteHeaderOnly(header, DnsResponseCode.FormatError, response);
        }
    }

    private static Query Read(ReadOnlySpan<byte> query, DnsHeader header, ref Span<byte> name)
    {
        var reader = new MessageReader(query);
        reader.ReadHeader();
        int length = reader.ReadName(name);
        var type = (DnsRecordType)reader.ReadUInt16("The question's type");
        var @class = (DnsClass)reader.ReadUInt16("The question's class");
        DnsEdns? edns = null;
        Span<byte> owner = stackalloc byte[DomainName.MaxLength];
        for (int i = header.AnswerCount + header.AuthorityCount + header.AdditionalCount; i > 0; i--)
        {
            MessageParser.SkipRecord(ref reader, owner, ref edns);
        }

        reader.ExpectEnd();
        name = name[..length];
        return new Query(type, @class, edns);
    }

    private void Answer(Query query, ReadOnlySpan<byte> name)
    {
        DnsResponseCode code = Judge(query);
        if (code == DnsResponseCode.NoError)
        {
            zones.Lookup(name, query.Type, _answer);
            return;
        }

        _answer.Clear();
        _answer.Code = code;
    }

    private static DnsResponseCode Judge(Query query) => query switch
    {
        { Edns.Version: > 0 } => DnsResponseCode.BadVersion,
        { Class: not DnsClass.Internet } => DnsResponseCode.Refused,
        { Type: DnsRecordType.AXFR or DnsRecordType.IXFR } => DnsResponseCode.Refused,
        { Type: DnsRecordType.ANY } => DnsResponseCode.NoError,
        _ => DnsLookupQuestion.IsDataType(query.Type) ? DnsResponseCode.NoError : DnsResponseCode.NotImplemented,
    };

    private int Write(DnsHeader header, Query query, ReadOnlySpan<byte> name, Span<byte> response, bool isDatagram)
    {
        int limit = isDatagram ? DatagramLimit(query.Edns) : DnsMessage.MaxSize;
        var writer = new MessageWriter(response[..Math.Min(limit, response.Length)], _names);
        writer.WriteQuestion(name, query.Type, query.Class);
        if (query.Edns is not null) writer.Reserve(DnsEdns.WireSize);

        int questionEnd = writer.Position;
        int answers = Write(ref writer, _answer.Answers);
        int authorities = Write(ref writer, _answer.Authorities);
        int additionals = Write(ref writer, _answer.Glue);
        DnsFlags flags = _answer.IsAuthoritative ? DnsFlags.Authoritative : DnsFlags.None;
        if (writer.IsOverflowed)
        {
            // Whoever asks again over TCP ignores what is here (RFC 2181 §9), so nothing is.
            writer.Rewind(questionEnd);
            answers = authorities = additionals = 0;
            if (isDatagram) flags |= DnsFlags.Truncated;
            else _answer.Code = DnsResponseCode.ServerFailure;
        }
        else
        {
            additionals += WriteWhatFits(ref writer, _answer.Additionals);
        }

        if (query.Edns is not null)
        {
            writer.Reserve(-DnsEdns.WireSize);
            writer.WriteEdns(new DnsEdns(DnsEdns.SafePayloadSize, ExtendedCode: (byte)((byte)_answer.Code >> 4)));
            additionals++;
        }

        writer.WriteHeader(Reply(header, flags, _answer.Code) with
        {
            QuestionCount = 1,
            AnswerCount = (ushort)answers,
            AuthorityCount = (ushort)authorities,
            AdditionalCount = (ushort)additionals,
        });
        return writer.Position;
    }

    private static int DatagramLimit(DnsEdns? edns) =>
        edns is { } known
            ? Math.Clamp(known.UdpPayloadSize, (ushort)DnsMessage.MaxPlainUdpSize, DnsEdns.SafePayloadSize)
            : DnsMessage.MaxPlainUdpSize;

    private static int Write(ref MessageWriter writer, List<RecordSet> sets)
    {
        int count = 0;
        foreach (RecordSet set in sets) count += Write(ref writer, set);
        return count;
    }

    // RFC 2181 §9: leaving out a set that only saves a question is no reason to set TC.
    private static int WriteWhatFits(ref MessageWriter writer, List<RecordSet> sets)
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

    private static int Write(ref MessageWriter writer, RecordSet set)
    {
        IReadOnlyList<RecordData> data = set.Data;
        for (int i = 0; i < data.Count && !writer.IsOverflowed; i++)
        {
            writer.WriteRecord(set.Owner, DnsClass.Internet, set.TimeToLive, data[i]);
        }

        return data.Count;
    }

    private static int WriteHeaderOnly(DnsHeader query, DnsResponseCode code, Span<byte> response)
    {
        Reply(query, DnsFlags.None, code).Write(response);
        return DnsHeader.Size;
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

    private readonly record struct Query(DnsRecordType Type, DnsClass Class, DnsEdns? Edns);
}
