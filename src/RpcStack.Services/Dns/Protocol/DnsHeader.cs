using System.Buffers.Binary;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>The twelve octets that every message starts with (RFC 1035 §4.1.1).</summary>
/// <remarks><code>
///   0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
/// |                      ID                       |
/// |QR|   Opcode  |AA|TC|RD|RA| Z|AD|CD|   RCODE   |
/// |    QDCOUNT, ANCOUNT, NSCOUNT, ARCOUNT         |
/// </code></remarks>
/// <param name="Id">Ties the response to its query.</param>
/// <param name="Flags">The flag bits.</param>
/// <param name="Opcode">The kind of query.</param>
/// <param name="Code">The lower four bits of the response code; EDNS adds the upper ones.</param>
/// <param name="QuestionCount">How many questions follow.</param>
/// <param name="AnswerCount">How many records the answer section has.</param>
/// <param name="AuthorityCount">How many records the authority section has.</param>
/// <param name="AdditionalCount">How many records the additional section has.</param>
public readonly record struct DnsHeader(
    ushort Id,
    DnsFlags Flags,
    DnsOpcode Opcode,
    DnsResponseCode Code,
    ushort QuestionCount,
    ushort AnswerCount,
    ushort AuthorityCount,
    ushort AdditionalCount)
{
    /// <summary>The header's size in octets.</summary>
    public const int Size = 12;

    private const ushort FlagBits = 0x87B0;

    /// <summary>Reads the header of a message.</summary>
    /// <exception cref="DnsFormatException">There are fewer than twelve octets.</exception>
    public static DnsHeader Read(ReadOnlySpan<byte> message)
    {
        if (message.Length < Size) throw new DnsFormatException(message.Length, "The message ends within its header");
        ushort bits = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        return new DnsHeader(
            BinaryPrimitives.ReadUInt16BigEndian(message),
            (DnsFlags)(bits & FlagBits),
            (DnsOpcode)((bits >> 11) & 0xF),
            (DnsResponseCode)(bits & 0xF),
            BinaryPrimitives.ReadUInt16BigEndian(message[4..]),
            BinaryPrimitives.ReadUInt16BigEndian(message[6..]),
            BinaryPrimitives.ReadUInt16BigEndian(message[8..]),
            BinaryPrimitives.ReadUInt16BigEndian(message[10..]));
    }

    /// <summary>Writes the header to the start of <paramref name="message"/>, which has room for it.</summary>
    public void Write(Span<byte> message)
    {
        int bits = (ushort)Flags | (((byte)Opcode & 0xF) << 11) | ((byte)Code & 0xF);
        BinaryPrimitives.WriteUInt16BigEndian(message, Id);
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], (ushort)bits);
        BinaryPrimitives.WriteUInt16BigEndian(message[4..], QuestionCount);
        BinaryPrimitives.WriteUInt16BigEndian(message[6..], AnswerCount);
        BinaryPrimitives.WriteUInt16BigEndian(message[8..], AuthorityCount);
        BinaryPrimitives.WriteUInt16BigEndian(message[10..], AdditionalCount);
    }
}
