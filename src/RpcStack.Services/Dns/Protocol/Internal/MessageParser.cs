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

                edns = ReadEdns(start, name, head, edns, ref reader);
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
        int at, DomainName owner, MessageReader.RecordHead head, DnsEdns? seen, ref MessageReader reader)
    {
        if (seen is not null) throw new DnsFormatException(at, "There is a second OPT record");
        if (!owner.IsRoot) throw new DnsFormatException(at, "The OPT record's name is not the root");
        List<EdnsOption>? options = null;
        for (int end = reader.Position + head.Length; reader.Position < end;)
        {
            ReadOnlySpan<byte> data = reader.ReadOption(end, out ushort code);
            (options ??= []).Add(new EdnsOption(code, data.ToArray()));
        }

        DnsEdns edns = DnsEdns.FromFields(head.Class, head.TimeToLive);
        return options is null ? edns : edns with { Options = options };
    }

    private static DnsResponseCode FullCode(DnsHeader header, DnsEdns? edns)
    {
        int code = ((edns?.ExtendedCode ?? 0) << 4) | (byte)header.Code;
        return code <= byte.MaxValue
            ? (DnsResponseCode)code
            : throw new DnsFormatException(DnsHeader.Size, $"Response code {code} was never given out");
    }
}
