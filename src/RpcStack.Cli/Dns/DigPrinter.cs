using System.Globalization;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Cli.Dns;

/// <summary>Prints replies as BIND's dig does.</summary>
internal sealed class DigPrinter(DigOptions options, TextWriter output)
{
    private static readonly (DnsFlags Flag, string Name)[] FlagNames =
    [
        (DnsFlags.Response, "qr"),
        (DnsFlags.Authoritative, "aa"),
        (DnsFlags.Truncated, "tc"),
        (DnsFlags.RecursionDesired, "rd"),
        (DnsFlags.RecursionAvailable, "ra"),
        (DnsFlags.AuthenticData, "ad"),
        (DnsFlags.CheckingDisabled, "cd"),
    ];

    /// <summary>Prints the command line; null for a question that is not its first.</summary>
    public void Command(IEnumerable<string>? arguments)
    {
        if (arguments is null || options.IsShort || !options.Shows("cmd")) return;
        output.WriteLine();
        output.WriteLine($"; <<>> rpcstack dig <<>> {string.Join(' ', arguments)}");
        if (options.Server is not null) output.WriteLine("; (1 server found)");
        output.WriteLine(";; global options: +cmd");
    }

    public void Reply(DnsReply reply, DnsMessage query)
    {
        if (options.IsShort)
        {
            foreach (ResourceRecord record in reply.Message.Answers) output.WriteLine(record.Data);
            return;
        }

        if (options.Shows("comments")) Header(reply.Message, query);
        Question(reply.Message);
        Section("answer", reply.Message.Answers);
        Section("authority", reply.Message.Authorities);
        Section("additional", reply.Message.Additionals);
        if (options.Shows("stats")) Statistics(reply, $"MSG SIZE  rcvd: {reply.Size}");
    }

    public void Statistics(DnsReply reply, string size)
    {
        string when = DateTime.Now.ToString("ddd MMM dd HH:mm:ss", CultureInfo.InvariantCulture);
        string server = $"{reply.Server.Address}#{reply.Server.Port}({options.Server ?? $"{reply.Server.Address}"})";
        output.WriteLine($";; Query time: {(int)reply.Elapsed.TotalMilliseconds} msec");
        output.WriteLine($";; SERVER: {server} ({(reply.IsOverTcp ? "TCP" : "UDP")})");
        output.WriteLine($";; WHEN: {when} {(TimeZoneInfo.Local.BaseUtcOffset == default ? "UTC" : TimeZoneInfo.Local.Id)} {DateTime.Now.Year}");
        output.WriteLine($";; {size}");
        output.WriteLine();
    }

    private void Header(DnsMessage reply, DnsMessage query)
    {
        int additionals = reply.Additionals.Count + (reply.Edns is null ? 0 : 1);
        string flags = string.Concat(FlagNames.Where(f => (reply.Flags & f.Flag) != 0).Select(f => $" {f.Name}"));
        output.WriteLine(";; Got answer:");
        output.WriteLine(
            $";; ->>HEADER<<- opcode: {$"{reply.Opcode}".ToUpperInvariant()}, status: {reply.Code.ToText()}, id: {reply.Id}");
        output.WriteLine(
            $";; flags:{flags}; QUERY: {reply.Questions.Count}, ANSWER: {reply.Answers.Count}, "
            + $"AUTHORITY: {reply.Authorities.Count}, ADDITIONAL: {additionals}");
        bool isUnmet = (reply.Flags & (DnsFlags.RecursionDesired | DnsFlags.RecursionAvailable))
            == DnsFlags.RecursionDesired;
        if (isUnmet) output.WriteLine(";; WARNING: recursion requested but not available");
        output.WriteLine();
        if (reply.Edns is { } edns) Edns(edns, query);
    }

    private void Edns(DnsEdns edns, DnsMessage query)
    {
        output.WriteLine(";; OPT PSEUDOSECTION:");
        output.WriteLine($"; EDNS: version: {edns.Version}, flags:{(edns.IsDnssecOk ? " do" : "")}; udp: {edns.UdpPayloadSize}");
        foreach (EdnsOption option in edns.Options)
        {
            string data = Convert.ToHexStringLower(option.Data.Span);
            string? sent = query.Edns?.Options.FirstOrDefault(o => o.Code == option.Code) is { } own
                ? Convert.ToHexStringLower(own.Data.Span)
                : null;
            bool isGood = sent is not null && data.StartsWith(sent[..Math.Min(16, sent.Length)], StringComparison.Ordinal);
            output.WriteLine(option.Code == EdnsOption.Cookie
                ? $"; COOKIE: {data} ({(isGood ? "good" : "bad")})"
                : $"; OPT={option.Code}: {data}");
        }
    }

    private void Question(DnsMessage reply)
    {
        if (!options.Shows("question") || reply.Questions.Count == 0) return;
        if (options.Shows("comments")) output.WriteLine(";; QUESTION SECTION:");
        foreach (DnsQuestion question in reply.Questions) output.WriteLine(RecordLine.Of(question));
        EndSection();
    }

    private void Section(string name, IReadOnlyList<ResourceRecord> records)
    {
        if (records.Count == 0 || !options.Shows(name)) return;
        if (options.Shows("comments")) output.WriteLine($";; {name.ToUpperInvariant()} SECTION:");
        foreach (ResourceRecord record in records) output.WriteLine(RecordLine.Of(record));
        EndSection();
    }

    private void EndSection()
    {
        if (options.Shows("comments")) output.WriteLine();
    }
}
