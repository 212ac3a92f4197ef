using System.Buffers;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>A DNS message taken apart (RFC 1035 §4).</summary>
public sealed class DnsMessage
{
    /// <summary>The most octets of a message: what TCP's length prefix can say (RFC 1035 §4.2.2).</summary>
    public const int MaxSize = ushort.MaxValue;

    /// <summary>The most octets of a message over UDP without EDNS (RFC 1035 §4.2.1).</summary>
    public const int MaxPlainUdpSize = 512;

    /// <summary>Ties the response to its query.</summary>
    public ushort Id { get; init; }

    /// <summary>The flag bits.</summary>
    public DnsFlags Flags { get; init; }

    /// <summary>The kind of query.</summary>
    public DnsOpcode Opcode { get; init; }

    /// <summary>The response code, EDNS's upper bits included.</summary>
    public DnsResponseCode Code { get; init; }

    /// <summary>The question; messages seen in practice have exactly one (RFC 9619).</summary>
    public IReadOnlyList<DnsQuestion> Questions { get; init; } = [];

    /// <summary>The answer section.</summary>
    public IReadOnlyList<ResourceRecord> Answers { get; init; } = [];

    /// <summary>The authority section.</summary>
    public IReadOnlyList<ResourceRecord> Authorities { get; init; } = [];

    /// <summary>The additional section without the OPT record, which is <see cref="Edns"/>.</summary>
    public IReadOnlyList<ResourceRecord> Additionals { get; init; } = [];

    /// <summary>What the OPT record says, or null where there is none.</summary>
    public DnsEdns? Edns { get; init; }

    /// <summary>Reads a message.</summary>
    /// <exception cref="DnsFormatException">The octets are no message.</exception>
    public static DnsMessage Parse(ReadOnlySpan<byte> message) => MessageParser.Parse(message);

    /// <summary>Writes the message.</summary>
    /// <exception cref="InvalidOperationException">It is larger than <see cref="MaxSize"/>.</exception>
    public byte[] ToArray()
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(MaxSize);
        try
        {
            var writer = new MessageWriter(buffer.AsSpan(0, MaxSize), new CompressionTable());
            WriteTo(ref writer);
            return writer.IsOverflowed
                ? throw new InvalidOperationException($"The message is larger than {MaxSize} octets.")
                : buffer.AsSpan(0, writer.Position).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    internal DnsMessage WithoutEdns() => new()
    {
        Id = Id,
        Flags = Flags,
        Opcode = Opcode,
        Code = Code,
        Questions = Questions,
        Answers = Answers,
        Authorities = Authorities,
        Additionals = Additionals,
    };

    /// <summary>What the message says as the contract has it.</summary>
    internal DnsAnswer ToAnswer() => new(
        Code, (Flags & DnsFlags.Authoritative) != 0, Present(Answers), Present(Authorities));

    private static DnsRecord[] Present(IReadOnlyList<ResourceRecord> records) =>
    [
        .. records
            .Where(record => record.Class == DnsClass.Internet)
            .Select(record => new DnsRecord(
                record.Name.ToString(), record.Type, record.TimeToLive, record.Data.ToString())),
    ];

    private void WriteTo(ref MessageWriter writer)
    {
        foreach (DnsQuestion question in Questions)
        {
            writer.WriteQuestion(question.Name.Wire, question.Type, question.Class);
        }

        foreach (ResourceRecord record in Answers.Concat(Authorities).Concat(Additionals))
        {
            writer.WriteRecord(record.Name, record.Class, record.TimeToLive, record.Data);
            if (writer.IsOverflowed) return;
        }

        if (Edns is { } edns) writer.WriteEdns(edns with { ExtendedCode = (byte)((byte)Code >> 4) });
        writer.WriteHeader(new DnsHeader(
            Id,
            Flags,
            Opcode,
            (DnsResponseCode)((byte)Code & 0xF),
            (ushort)Questions.Count,
            (ushort)Answers.Count,
            (ushort)Authorities.Count,
            (ushort)(Additionals.Count + (Edns is null ? 0 : 1))));
    }
}
