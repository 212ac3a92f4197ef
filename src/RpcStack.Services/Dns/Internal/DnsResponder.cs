using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Dns;

/// <summary>
/// What the server is without its sockets: octets of a query in, octets of the response out. It is reused from query to
/// query and makes no garbage on the way, so each loop has one of its own.
/// </summary>
/// <param name="zones">What it speaks for.</param>
/// <param name="policy">What it allows whom; without one it answers plain questions and nothing else.</param>
internal sealed class DnsResponder(ZoneStore zones, ServerPolicy? policy = null)
{
    /// <summary>The length of a response that takes more than a moment; <see cref="Serving.RequestHandler"/> makes it.</summary>
    internal const int Deferred = -1;

    private readonly ZoneAnswer _answer = new();
    private readonly ResponseWriter _writer = new();

    /// <summary>Answers a query.</summary>
    /// <param name="query">What came.</param>
    /// <param name="response">
    /// Room for <see cref="DnsMessage.MaxSize"/> octets, or over UDP for what EDNS may ask for.
    /// </param>
    /// <param name="isDatagram">Whether it came over UDP, so that the response may have to be cut.</param>
    /// <param name="asker">The asker's address, 4 or 16 octets; none counts as nobody's.</param>
    /// <returns>The response's length; 0 if there is none to be sent, or <see cref="Deferred"/>.</returns>
    internal int Respond(
        ReadOnlySpan<byte> query, Span<byte> response, bool isDatagram, ReadOnlySpan<byte> asker = default)
    {
        if (query.Length < DnsHeader.Size) return 0;
        DnsHeader header = DnsHeader.Read(query);
        // Two servers that answered responses would never stop.
        if ((header.Flags & DnsFlags.Response) != 0) return 0;
        bool isDeferred = policy is not null && header.Opcode is DnsOpcode.Notify or DnsOpcode.Update;
        if (header.Opcode != DnsOpcode.Query && !isDeferred) return Refuse(header, DnsResponseCode.NotImplemented, response);
        if (header.QuestionCount != 1 || !IncomingQuery.TryRead(query, header, out IncomingQuery read))
            return Refuse(header, DnsResponseCode.FormatError, response);
        return isDeferred ? Deferred : Respond(read, response, isDatagram, asker);
    }

    private static int Refuse(DnsHeader query, DnsResponseCode code, Span<byte> response) =>
        ResponseWriter.WriteHeaderOnly(query, code, response);

    private int Respond(IncomingQuery query, Span<byte> response, bool isDatagram, ReadOnlySpan<byte> asker)
    {
        bool isPlain = query.Type is not (DnsRecordType.AXFR or DnsRecordType.IXFR) && !query.IsSigned;
        if (policy is not null && !isPlain) return Deferred;
        Answer(query);
        var flags = DnsFlags.None;
        if (policy is not null && policy.Recurses(asker))
        {
            if (query.IsRecursionDesired && query.Class == DnsClass.Internet && _answer.IsForRecursion) return Deferred;
            flags = DnsFlags.RecursionAvailable;
        }

        Span<byte> cookie = stackalloc byte[ServerCookies.Size];
        bool isKnown = false;
        if (policy is null || query.Cookie.IsEmpty) cookie = default;
        else isKnown = policy.Meet(query.Cookie, asker, cookie);

        int limit = isDatagram ? Math.Min(query.DatagramLimit, response.Length) : response.Length;
        var verdict = ResponseLimiter.Verdict.Answer;
        if (isDatagram && !isKnown && policy?.Limiter is { } limiter) verdict = Judge(limiter, query, asker);
        return verdict switch
        {
            ResponseLimiter.Verdict.Drop => 0,
            ResponseLimiter.Verdict.Truncate => _writer.WriteCut(query, _answer, response[..limit], flags, cookie),
            _ => _writer.Write(query, _answer, response[..limit], flags, cookie, isDatagram),
        };
    }

    private void Answer(IncomingQuery query)
    {
        DnsResponseCode code = Judge(query);
        if (code == DnsResponseCode.NoError)
        {
            zones.Lookup(query.Name, query.Type, _answer);
            return;
        }

        _answer.Clear();
        _answer.Code = code;
    }

    private ResponseLimiter.Verdict Judge(ResponseLimiter limiter, IncomingQuery query, ReadOnlySpan<byte> asker)
    {
        // Names that do not exist are without number, so what is counted is the zone that says so.
        bool isNegative = _answer.Answers.Count == 0 && _answer.Authorities.Count > 0;
        ReadOnlySpan<byte> about = isNegative ? _answer.Authorities[0].Owner.Wire
            : _answer.Code == DnsResponseCode.NoError ? query.Name
            : DomainName.Root.Wire;
        return limiter.Judge(asker, about, _answer.Code);
    }

    private static DnsResponseCode Judge(IncomingQuery query)
    {
        if (query.Edns is { Version: > 0 }) return DnsResponseCode.BadVersion;
        if (query.Class != DnsClass.Internet) return DnsResponseCode.Refused;
        return query.Type switch
        {
            DnsRecordType.AXFR or DnsRecordType.IXFR => DnsResponseCode.Refused,
            DnsRecordType.ANY => DnsResponseCode.NoError,
            _ => DnsLookupQuestion.IsDataType(query.Type) ? DnsResponseCode.NoError : DnsResponseCode.NotImplemented,
        };
    }
}
