using System.Buffers.Binary;
using System.Security.Cryptography;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Signing;

namespace RpcStack.Services.Dns;

/// <summary>A query as sent, which knows its reply when it sees it.</summary>
internal sealed class OutgoingQuery
{
    private readonly ushort _id;
    private readonly DnsOpcode _opcode;
    private readonly DnsQuestion _question;
    private readonly bool _isCaseExact;

    /// <summary>Makes a query of a message, under an ID of its own.</summary>
    /// <param name="message">The message; it has one question.</param>
    /// <param name="key">What to sign it with.</param>
    /// <param name="isCaseExact">Whether the reply must repeat the case of the question's letters.</param>
    internal OutgoingQuery(DnsMessage message, TsigKey? key = null, bool isCaseExact = false)
    {
        // RFC 5452 §9.2: with the port, the ID is what someone who cannot see the query would have to guess.
        _id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        _opcode = message.Opcode;
        _question = message.Questions[0];
        _isCaseExact = isCaseExact;
        HasEdns = message.Edns is not null;
        byte[] octets = message.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(octets, _id);
        Session = key is null ? null : new TsigSession(key, TimeProvider.System);
        Octets = Session?.Sign(octets) ?? octets;
    }

    internal byte[] Octets { get; }

    internal bool HasEdns { get; }

    /// <summary>What checks the reply's signature; null where the query has none.</summary>
    internal TsigSession? Session { get; }

    /// <summary>Reads a message; null if it is no reply to this query or malformed (RFC 5452 §9.1).</summary>
    /// <remarks>
    /// Of a reply that was cut only that is told: what it says otherwise is not to be used (RFC 2181 §9).
    /// </remarks>
    internal DnsMessage? Match(ReadOnlySpan<byte> message)
    {
        try
        {
            var reader = new MessageReader(message);
            DnsHeader header = reader.ReadHeader();
            if (header.Id != _id || (header.Flags & DnsFlags.Response) == 0 || header.Opcode != _opcode)
            {
                return null;
            }

            // A server that cannot read the query cannot repeat its question either (RFC 6891 §7), and an update's
            // zone need not be repeated (RFC 2136 §3.8).
            bool isBare = header.QuestionCount == 0
                && (_opcode == DnsOpcode.Update
                    || header.Code is DnsResponseCode.FormatError or DnsResponseCode.NotImplemented);
            if (!isBare && (header.QuestionCount != 1 || !RepeatsQuestion(ref reader))) return null;
            if ((header.Flags & DnsFlags.Truncated) != 0) return Cut(header);
            return Session is null || IsSigned(message) ? DnsMessage.Parse(message) : null;
        }
        catch (DnsFormatException)
        {
            return null;
        }
    }

    private DnsMessage Cut(DnsHeader header) => new()
    {
        Id = header.Id,
        Flags = header.Flags,
        Opcode = header.Opcode,
        Code = header.Code,
        Questions = [_question],
    };

    private bool RepeatsQuestion(ref MessageReader reader)
    {
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        name = name[..reader.ReadName(name)];
        bool isName = _isCaseExact
            ? name.SequenceEqual(_question.Name.Wire)
            : NameOctets.AreEqual(name, _question.Name.Wire);
        return isName
            && reader.ReadUInt16("A question's type") == (ushort)_question.Type
            && reader.ReadUInt16("A question's class") == (ushort)_question.Class;
    }

    private bool IsSigned(ReadOnlySpan<byte> message)
    {
        if (TsigRecord.Find(message, out int offset) is not { } record) return false;
        if (record.Error != TsigError.None && record.Mac.Length == 0)
        {
            throw new DnsException($"The server does not accept the signature with {record.Key}: {record.Error}");
        }

        return Session!.Verify(message, record, offset) == TsigError.None;
    }
}
