using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Cli.Dns;

/// <summary>Prints replies as BIND's nslookup does.</summary>
internal sealed class NslookupPrinter(TextWriter output)
{
    public void Server(string name, DnsReply reply)
    {
        output.WriteLine($"Server:\t\t{name}");
        output.WriteLine($"Address:\t{reply.Server.Address}#{reply.Server.Port}");
        output.WriteLine();
    }

    /// <summary>Prints a reply to one question.</summary>
    /// <param name="text">What the user asked for.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="isSecond">Whether the addresses of the other kind were printed already.</param>
    public void Reply(string text, DnsQuestion question, DnsMessage reply, bool isSecond)
    {
        bool isAuthoritative = (reply.Flags & DnsFlags.Authoritative) != 0;
        if (!isAuthoritative && !isSecond) output.WriteLine("Non-authoritative answer:");
        IEnumerable<ResourceRecord> answers = isSecond
            ? reply.Answers.Where(record => record.Type != DnsRecordType.CNAME)
            : reply.Answers;
        foreach (ResourceRecord record in answers) Answer(record);
        if (reply.Answers.Count == 0 && !isSecond) output.WriteLine($"*** Can't find {text}: No answer");
        if (isAuthoritative || question.Type is DnsRecordType.A or DnsRecordType.AAAA) return;
        output.WriteLine();
        output.WriteLine("Authoritative answers can be found from:");
        foreach (ResourceRecord record in reply.Authorities) Answer(record);
        foreach (ResourceRecord record in reply.Additionals) Additional(record);
    }

    /// <summary>Prints all of a reply, as <c>set debug</c> does.</summary>
    public void Debug(DnsMessage reply)
    {
        output.WriteLine("------------");
        output.WriteLine("    QUESTIONS:");
        foreach (DnsQuestion question in reply.Questions)
            output.WriteLine($"\t{Plain(question.Name)}, type = {question.Type.ToText()}, class = IN");
        DebugSection("ANSWERS", reply.Answers);
        DebugSection("AUTHORITY RECORDS", reply.Authorities);
        DebugSection("ADDITIONAL RECORDS", reply.Additionals);
        output.WriteLine("------------");
    }

    private void DebugSection(string title, IReadOnlyList<ResourceRecord> records)
    {
        output.WriteLine($"    {title}:");
        foreach (ResourceRecord record in records)
        {
            output.WriteLine($"    ->  {Plain(record.Name)}");
            string data = record.Data.ToString();
            if (record.Type == DnsRecordType.SOA) StartFields(data.Split(' '));
            else if (record.Type == DnsRecordType.A) output.WriteLine($"\tinternet address = {data}");
            else if (record.Type == DnsRecordType.AAAA) output.WriteLine($"\thas AAAA address {data}");
            else output.WriteLine($"\t{Meaning(record.Type)} = {data}");
            output.WriteLine($"\tttl = {record.TimeToLive}");
        }
    }

    public void Failure(string text, DnsResponseCode code) =>
        output.WriteLine($"** server can't find {text}: {code.ToText()}");

    private void Answer(ResourceRecord record)
    {
        string owner = Plain(record.Name);
        string data = record.Data.ToString();
        switch (record.Type)
        {
            case DnsRecordType.A or DnsRecordType.AAAA:
                output.WriteLine($"Name:\t{owner}");
                output.WriteLine($"Address: {data}");
                break;
            case DnsRecordType.SOA:
                Start(owner, data.Split(' '));
                break;
            default:
                output.WriteLine($"{owner}\t{Meaning(record.Type)} = {data}");
                break;
        }
    }

    private void Start(string owner, string[] fields)
    {
        output.WriteLine(owner);
        StartFields(fields);
    }

    private void StartFields(string[] fields)
    {
        string[] names = ["origin", "mail addr", "serial", "refresh", "retry", "expire", "minimum"];
        for (int i = 0; i < names.Length; i++)
        {
            string value = i < 2 && fields[i].Length > 1 ? fields[i].TrimEnd('.') : fields[i];
            output.WriteLine($"\t{names[i]} = {value}");
        }
    }

    private void Additional(ResourceRecord record)
    {
        string owner = Plain(record.Name);
        if (record.Type == DnsRecordType.A) output.WriteLine($"{owner}\tinternet address = {record.Data}");
        else if (record.Type == DnsRecordType.AAAA) output.WriteLine($"{owner}\thas AAAA address {record.Data}");
        else Answer(record);
    }

    private static string Meaning(DnsRecordType type) => type switch
    {
        DnsRecordType.CNAME => "canonical name",
        DnsRecordType.NS => "nameserver",
        DnsRecordType.PTR => "name",
        DnsRecordType.MX => "mail exchanger",
        DnsRecordType.TXT => "text",
        DnsRecordType.SRV => "service",
        DnsRecordTypes.HINFO => "hardware",
        DnsRecordTypes.DNAME => "dname",
        _ => $"rdata_{(ushort)type}",
    };

    private static string Plain(DomainName name) => name.IsRoot ? "." : name.ToString()[..^1];
}
