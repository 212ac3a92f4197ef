namespace RpcStack.Services.Dns.Protocol;

/// <summary>Takes a message apart.</summary>
internal static class MessageParser
{
    internal static DnsMessage Parse(ReadOnlySpan<byte> message)
    {
        var reader = new MessageReader(message);
        DnsHeader header = reader.ReadHeader();
        DnsEdns? edns = null;
        List<DnsQuestion> questions = [];
        for (int i = 0; i < header.QuestionCount; i++) questions.Add(reader.ReadQuestion());
        List<ResourceRecord> answers = ReadSection(ref reader, header.AnswerCount, ref edns, mayHaveEdns: false);
        List<ResourceRecord> authorities = ReadSection(ref reader, header.AuthorityCount, ref edns, mayHaveEdns: false);
        List<ResourceRecord> additionals = ReadSection(ref reader, header.AdditionalCount, ref edns, mayHaveEdns: true);
        reader.ExpectEnd();
        return new DnsMessage
        {
            Id = header.Id,
            Flags = header.Flags,
            Opcode = header.Opcode,
            Code = FullCode(header, edns),
            Questions = questions,
            Answers = answers,
            Authorities = authorities,
            Additionals = additionals,
            Edns = edns,
        };
    }

    /// <summary>Reads past one record of a query; of interest is only what EDNS says.</summary>
    internal static void SkipRecord(ref MessageReader reader, scoped Span<byte> owner, ref DnsEdns? edns)
    {
        int start = reader.Position;
        int length = reader.ReadName(owner);
        MessageReader.RecordHead head = reader.ReadRecordHead();
        if (head.Type == DnsRecordType.OPT) edns = ReadEdns(start, owner[..length], head, edns);
        reader.Take(head.Length, "A record's data");
    }

    // A lying count costs nothing: lists grow by what is there, and the first record that is not ends it.
    private static List<ResourceRecord> ReadSection(
        ref MessageReader reader, int count, ref DnsEdns? edns, bool mayHaveEdns)
    {
        List<ResourceRecord> records = [];
        for (int i = 0; i < count; i++)
        {
            int start = reader.Position;
            DomainName name = reader.ReadName();
            MessageReader.RecordHead head = reader.ReadRecordHead();
            if (head.Type == DnsRecordType.OPT)
            {
                if (!mayHaveEdns)
                {
                    throw new DnsFormatException(start, "An OPT record stands outside the additional section");
                }

                edns = ReadEdns(start, name.Wire, head, edns);
                reader.Take(head.Length, "The OPT record's data");
                continue;
            }

            // RFC 2181 §8: a TTL with its highest bit set counts as 0.
            uint timeToLive = head.TimeToLive > int.MaxValue ? 0 : head.TimeToLive;
            records.Add(new ResourceRecord(name, (DnsClass)head.Class, timeToLive, reader.ReadData(head)));
        }

        return records;
    }

    // RFC 6891 §6.1.1: its name is the root, and there is at most one.
    private static DnsEdns ReadEdns(
        int at, scoped ReadOnlySpan<byte> owner, MessageReader.RecordHead head, DnsEdns? seen)
    {
        if (seen is not null) throw new DnsFormatException(at, "There is a second OPT record");
        if (owner.Length != 1) throw new DnsFormatException(at, "The OPT record's name is not the root");
        return DnsEdns.FromFields(head.Class, head.TimeToLive);
    }

    private static DnsResponseCode FullCode(DnsHeader header, DnsEdns? edns)
    {
        int code = ((edns?.ExtendedCode ?? 0) << 4) | (byte)header.Code;
        return code <= byte.MaxValue
            ? (DnsResponseCode)code
            : throw new DnsFormatException(DnsHeader.Size, $"Response code {code} was never given out");
    }
}
