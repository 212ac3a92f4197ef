using System.Security.Cryptography;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>A query as sent, which knows its reply when it sees it.</summary>
internal sealed class OutgoingQuery
{
    private readonly ushort _id;
    private readonly DnsQuestion _question;

    internal OutgoingQuery(DnsQuestion question, bool isRecursionDesired, ushort udpPayloadSize)
    {
        // RFC 5452 §9.2: with the port, the ID is what someone who cannot see the query would have to guess.
        _id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        _question = question;
        HasEdns = udpPayloadSize > 0;
        Octets = new DnsMessage
        {
            Id = _id,
            Flags = isRecursionDesired ? DnsFlags.RecursionDesired : DnsFlags.None,
            Questions = [question],
            Edns = HasEdns ? new DnsEdns(udpPayloadSize) : null,
        }.ToArray();
    }

    internal byte[] Octets { get; }

    internal bool HasEdns { get; }

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
            if (header.Id != _id || (header.Flags & DnsFlags.Response) == 0 || header.Opcode != DnsOpcode.Query)
            {
                return null;
            }

            // A server that cannot read the query cannot repeat its question either (RFC 6891 §7).
            if (header is { QuestionCount: 0, Code: DnsResponseCode.FormatError or DnsResponseCode.NotImplemented })
            {
                return DnsMessage.Parse(message);
            }

            if (header.QuestionCount != 1 || reader.ReadQuestion() != _question) return null;
            return (header.Flags & DnsFlags.Truncated) != 0
                ? new DnsMessage { Id = header.Id, Flags = header.Flags }
                : DnsMessage.Parse(message);
        }
        catch (DnsFormatException)
        {
            return null;
        }
    }
}
