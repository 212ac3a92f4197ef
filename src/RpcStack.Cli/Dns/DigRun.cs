using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Cli.Dns;

/// <summary>Asks what dig's command line says, and prints the answer.</summary>
internal sealed class DigRun(DigOptions options, TextWriter output)
{
    private const int ClientCookieSize = 8;

    private readonly DigPrinter _printer = new(options, output);

    /// <summary>Asks one question after the other; the worst result counts.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancel)
    {
        int exitCode = ExitCode.Ok;
        bool isFirst = true;
        foreach (DigOptions options in DigCommandLine.Parse(arguments))
        {
            var run = new DigRun(options, output);
            int result = await run.RunAsync(isFirst ? arguments : null, cancel).ConfigureAwait(false);
            exitCode = Math.Max(exitCode, result);
            isFirst = false;
        }

        return exitCode;
    }

    private async Task<int> RunAsync(IReadOnlyList<string>? arguments, CancellationToken cancel)
    {
        if (options.IsTrace) return await TraceAsync(cancel).ConfigureAwait(false);
        IPEndPoint server =
            await Servers.FindAsync(options.Server, options.Port, options.Family, cancel).ConfigureAwait(false);
        try
        {
            Task asking = options.IsTransfer
                ? TransferAsync(server, arguments, cancel)
                : AskAsync(server, arguments, cancel);
            await asking.ConfigureAwait(false);
            return ExitCode.Ok;
        }
        catch (Exception failure) when (failure is DnsException or TimeoutException)
        {
            output.WriteLine(options.IsTransfer ? "; Transfer failed." : $";; {failure.Message}");
            if (!options.IsTransfer) output.WriteLine(";; no servers could be reached");
            return ExitCode.Failed;
        }
    }

    private async Task AskAsync(IPEndPoint server, IReadOnlyList<string>? arguments, CancellationToken cancel)
    {
        DnsMessage query = Query();
        bool mayTruncate = !options.Client.IsTcpOnly && !options.Client.IsTruncationIgnored;
        DnsReply reply = await new DnsClient(server, options.Client).SendAsync(query, cancel).ConfigureAwait(false);
        bool isRetried = mayTruncate && reply.IsOverTcp && !options.IsShort;
        if (isRetried) output.WriteLine(";; Truncated, retrying in TCP mode.");
        _printer.Command(arguments);
        _printer.Reply(reply, query);
    }

    private DnsMessage Query()
    {
        EdnsOption[] cookie = options.HasCookie
            ? [new EdnsOption(EdnsOption.Cookie, RandomNumberGenerator.GetBytes(ClientCookieSize))]
            : [];
        return new DnsMessage
        {
            Flags = options.Flags,
            Questions = [new DnsQuestion(options.Name, options.Type, options.Class)],
            Edns = options.HasEdns
                ? new DnsEdns(options.PayloadSize, IsDnssecOk: options.IsDnssecOk) { Options = cookie }
                : null,
        };
    }

    private async Task TransferAsync(IPEndPoint server, IReadOnlyList<string>? arguments, CancellationToken cancel)
    {
        _printer.Command(arguments);
        long start = Stopwatch.GetTimestamp();
        (int records, int messages, int octets) = (0, 0, 0);
        IAsyncEnumerable<ZoneTransferPart> parts = ZoneTransfer.ReadAsync(
            server, options.Name, options.KnownSerial, options.Client.Key, options.Client.Timeout, cancel);
        await foreach (ZoneTransferPart part in parts.ConfigureAwait(false))
        {
            foreach (ResourceRecord record in part.Records)
                output.WriteLine(options.IsShort ? $"{record.Type.ToText()} {record.Data}" : RecordLine.Of(record));
            (records, messages, octets) = (records + part.Records.Count, messages + 1, octets + part.Size);
        }

        if (options.IsShort || !options.Shows("stats")) return;
        var reply = new DnsReply(new DnsMessage(), server, true, 0, Stopwatch.GetElapsedTime(start));
        _printer.Statistics(reply, $"XFR size: {records} records (messages {messages}, bytes {octets})");
    }

    private async Task<int> TraceAsync(CancellationToken cancel)
    {
        var trace = new ResolutionTrace();
        var settings = new DnsResolverOptions { Port = options.Port, Trace = trace.Add };
        if (options.RootServers.Count > 0) settings = settings with { RootServers = options.RootServers };
        return await trace.RunAsync(
            new DnsResolver(settings), options.Name.ToString(), options.Type, cancel).ConfigureAwait(false);
    }
}
