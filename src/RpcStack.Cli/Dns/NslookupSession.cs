using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Hosts;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Cli.Dns;

/// <summary>nslookup: one lookup, or commands until there are no more.</summary>
/// <param name="input">What the user types.</param>
/// <param name="output">Where answers go.</param>
/// <param name="isPrompting">Whether there is a user who types.</param>
internal sealed class NslookupSession(TextReader input, TextWriter output, bool isPrompting)
{
    private readonly NslookupOptions _options = new();
    private readonly NslookupPrinter _printer = new(output);

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        List<string> words = [];
        foreach (string argument in arguments)
        {
            bool isOption = argument.Length > 1 && argument[0] == '-';
            if (!isOption) words.Add(argument);
            else if (_options.Set(argument[1..]) is { } problem) output.WriteLine(problem);
        }

        if (words.Count > 2) throw new CliException("there are more words than a name and a server", ExitCode.Usage);
        if (words.Count == 2) _options.Server = words[1];
        int exitCode = words.Count > 0 && words[0] != "-"
            ? await LookupAsync(words[0], cancel).ConfigureAwait(false)
            : await InteractAsync(cancel).ConfigureAwait(false);
        output.WriteLine();
        return exitCode;
    }

    private async Task<int> InteractAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (isPrompting) output.Write("> ");
            string? line = await input.ReadLineAsync(cancel).ConfigureAwait(false);
            if (line is null || line.Trim() == "exit") return ExitCode.Ok;
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0) await RunAsync(words, cancel).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(string[] words, CancellationToken cancel)
    {
        try
        {
            switch (words)
            {
                case ["set", "all"]:
                    await ShowAllAsync(cancel).ConfigureAwait(false);
                    break;
                case ["set", string option]:
                    if (_options.Set(option) is { } problem) output.WriteLine(problem);
                    break;
                case ["server" or "lserver", string server]:
                    await ChangeServerAsync(server, cancel).ConfigureAwait(false);
                    break;
                case [string name, string server]:
                    string? usual = _options.Server;
                    _options.Server = server;
                    await LookupAsync(name, cancel).ConfigureAwait(false);
                    _options.Server = usual;
                    break;
                default:
                    await LookupAsync(words[0], cancel).ConfigureAwait(false);
                    break;
            }
        }
        catch (CliException failure)
        {
            output.WriteLine($"nslookup: {failure.Message}");
        }
    }

    private Task<IPEndPoint> ServerAsync(CancellationToken cancel) =>
        Servers.FindAsync(_options.Server, _options.Port, AddressFamily.Unspecified, cancel);

    private async Task ChangeServerAsync(string server, CancellationToken cancel)
    {
        IPEndPoint found =
            await Servers.FindAsync(server, _options.Port, AddressFamily.Unspecified, cancel).ConfigureAwait(false);
        _options.Server = server;
        output.WriteLine($"Default server: {server}");
        output.WriteLine($"Address: {found.Address}#{found.Port}");
    }

    private async Task ShowAllAsync(CancellationToken cancel)
    {
        IPEndPoint server = await ServerAsync(cancel).ConfigureAwait(false);
        string Flag(bool isOn, string name) => (isOn ? "" : "no") + name;
        output.WriteLine($"Default server: {_options.Server ?? $"{server.Address}"}");
        output.WriteLine($"Address: {server.Address}#{server.Port}");
        output.WriteLine();
        output.WriteLine("Set options:");
        output.WriteLine($"  {Flag(_options.IsTcpOnly, "vc")}\t\t\t{Flag(_options.IsDebug, "debug")}\t\tnod2");
        output.WriteLine($"  {Flag(_options.IsSearching, "search")}\t\t{Flag(_options.IsRecursionDesired, "recurse")}");
        output.WriteLine($"  timeout = {_options.Timeout}\t\tretry = {_options.Retry}\tport = {_options.Port}\tndots = 1");
        output.WriteLine($"  querytype = {(_options.Type ?? DnsRecordType.A).ToText(),-8}\tclass = IN");
        output.WriteLine($"  srchlist = {_options.Domain}");
    }

    private async Task<int> LookupAsync(string text, CancellationToken cancel)
    {
        IPEndPoint server = await ServerAsync(cancel).ConfigureAwait(false);
        try
        {
            return await LookupAsync(text, server, cancel).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DnsException or TimeoutException)
        {
            output.WriteLine($";; {failure.Message}");
            output.WriteLine(";; no servers could be reached");
            return ExitCode.Failed;
        }
    }

    private async Task<int> LookupAsync(string text, IPEndPoint server, CancellationToken cancel)
    {
        var client = new DnsClient(server, _options.Client);
        string[] candidates = [.. IPAddress.TryParse(text, out _) ? [text] : _options.Candidates(text)];
        for (int i = 0; ; i++)
        {
            DnsQuestion question = QuestionOf(candidates[i]);
            DnsReply reply = await client.AskAsync(question, cancel).ConfigureAwait(false);
            if (reply.IsOverTcp && !_options.IsTcpOnly) output.WriteLine(";; Truncated, retrying in TCP mode.");
            bool isLast = reply.Message.Code != DnsResponseCode.NameError || i == candidates.Length - 1;
            if (isLast) return await ShowAsync(candidates[i], client, question, reply, cancel).ConfigureAwait(false);
            if (_options.IsDebug) ShowFirst(candidates[i], question, reply);
        }
    }

    private async Task<int> ShowAsync(
        string text, DnsClient client, DnsQuestion question, DnsReply reply, CancellationToken cancel)
    {
        ShowFirst(text, question, reply);
        if (reply.Message.Code != DnsResponseCode.NoError) return ExitCode.Failed;
        bool wantsBoth = _options.Type is null && question.Type == DnsRecordType.A;
        DnsMessage? second = wantsBoth ? await AskForIpv6Async(client, question, reply.Message, cancel).ConfigureAwait(false) : null;
        bool isOnlySecond = reply.Message.Answers.Count == 0 && second is { Answers.Count: > 0 };
        if (!isOnlySecond) _printer.Reply(text, question, reply.Message, isSecond: false);
        if (second is null) return ExitCode.Ok;
        if (_options.IsDebug) _printer.Debug(second);
        _printer.Reply(text, question, second, isSecond: !isOnlySecond);
        return ExitCode.Ok;
    }

    /// <summary>Prints what comes before the answers, or that there will be none.</summary>
    private void ShowFirst(string text, DnsQuestion question, DnsReply reply)
    {
        // Whoever gives an address asks for its name and not for the server.
        bool isByAddress = _options.Type is null && question.Type == DnsRecordType.PTR;
        if (!isByAddress) _printer.Server(_options.Server ?? $"{reply.Server.Address}", reply);
        if (_options.IsDebug) _printer.Debug(reply.Message);
        if (reply.Message.Code != DnsResponseCode.NoError) _printer.Failure(text, reply.Message.Code);
    }

    private static async Task<DnsMessage> AskForIpv6Async(
        DnsClient client, DnsQuestion question, DnsMessage first, CancellationToken cancel)
    {
        // What aliases lead to is asked for, as they have been printed.
        DomainName name = first.Answers is [.., { Type: DnsRecordType.A } last] ? last.Name : question.Name;
        return (await client.AskAsync(new DnsQuestion(name, DnsRecordType.AAAA), cancel).ConfigureAwait(false)).Message;
    }

    private DnsQuestion QuestionOf(string text)
    {
        if (IPAddress.TryParse(text, out IPAddress? address))
            return new DnsQuestion(ReverseName.Of(address), DnsRecordType.PTR);
        try
        {
            return new DnsQuestion(DomainName.Parse(text), _options.Type ?? DnsRecordType.A);
        }
        catch (FormatException malformed)
        {
            throw new CliException($"'{text}' is not a legal name ({malformed.Message})");
        }
    }
}
