using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Resolving;

/// <summary>Asks servers, each question once at a time, and remembers how they did.</summary>
internal sealed class Upstream(DnsResolverOptions options)
{
    private const int MaxServers = 10_000;
    private const int MaxMismatches = 16;
    private static readonly TimeSpan MinTimeout = TimeSpan.FromMilliseconds(400);

    private readonly ConcurrentDictionary<IPEndPoint, ServerState> _servers = new();
    private readonly ConcurrentDictionary<(IPEndPoint, DnsQuestion), Lazy<Task<DnsMessage>>> _running = new();

    internal TrafficMeter Traffic { get; } = new();

    /// <summary>The servers with the fastest first, and some chance in it so that all are known.</summary>
    internal IPEndPoint[] Order(IEnumerable<IPEndPoint> servers)
    {
        IPEndPoint[] ordered = [.. servers.Distinct().OrderBy(
            server => StateOf(server).Milliseconds * (0.8 + (0.4 * Random.Shared.NextDouble())))];
        foreach (IPEndPoint passed in ordered.Skip(1)) StateOf(passed).Passed();
        return ordered;
    }

    /// <summary>Asks a server; whoever asks the same meanwhile gets the same reply.</summary>
    /// <exception cref="DnsException">There is none, or none that is one.</exception>
    internal async Task<DnsMessage> AskAsync(
        IPEndPoint server, DnsQuestion question, bool isRecursionDesired, int attempt, CancellationToken cancel)
    {
        var key = (server, question);
        // Many questions alike would give whoever guesses the reply as many chances (RFC 5452 §5).
        Lazy<Task<DnsMessage>> asking = _running.GetOrAdd(key, _ => new Lazy<Task<DnsMessage>>(
            () => TryAsync(server, question, isRecursionDesired, attempt)));
        try
        {
            return await asking.Value.WaitAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            if (asking.Value.IsCompleted) _running.TryRemove(new(key, asking));
        }
    }

    private async Task<DnsMessage> TryAsync(
        IPEndPoint server, DnsQuestion question, bool isRecursionDesired, int attempt)
    {
        ServerState state = StateOf(server);
        // Four times what it usually takes, and twice as long with each try.
        TimeSpan timeout = TimeSpan.FromMilliseconds(state.Milliseconds * 4) * (1 << Math.Min(attempt, 4));
        if (timeout < MinTimeout * (attempt + 1)) timeout = MinTimeout * (attempt + 1);
        if (timeout > options.QueryTimeout) timeout = options.QueryTimeout;
        using var patience = new CancellationTokenSource(timeout);
        long start = Stopwatch.GetTimestamp();
        try
        {
            DnsMessage reply =
                await ExchangeAsync(server, question, isRecursionDesired, state, patience).ConfigureAwait(false);
            state.Replied(Stopwatch.GetElapsedTime(start));
            return reply;
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or DnsException)
        {
            state.Failed();
            throw new DnsException(failure switch
            {
                OperationCanceledException => $"no reply within {timeout.TotalMilliseconds:0} ms",
                SocketException => $"out of reach: {failure.Message}",
                _ => failure.Message,
            });
        }
    }

    private async Task<DnsMessage> ExchangeAsync(
        IPEndPoint server,
        DnsQuestion question,
        bool isRecursionDesired,
        ServerState state,
        CancellationTokenSource patience)
    {
        DnsMessage reply = await OverUdpAsync(server, question, isRecursionDesired, state, patience.Token)
            .ConfigureAwait(false);
        bool isEdnsTrouble = reply is
        {
            Edns: null,
            Code: DnsResponseCode.FormatError or DnsResponseCode.NotImplemented or DnsResponseCode.BadVersion,
        };
        if (isEdnsTrouble && !state.LacksEdns)
        {
            state.LacksEdns = true;
            reply = await OverUdpAsync(server, question, isRecursionDesired, state, patience.Token)
                .ConfigureAwait(false);
        }

        if ((reply.Flags & DnsFlags.Truncated) == 0) return reply;
        patience.CancelAfter(options.QueryTimeout);
        OutgoingQuery query = Query(question, isRecursionDesired, state);
        DnsReply whole = await TcpExchange.AskAsync(server, query, Traffic, patience.Token).ConfigureAwait(false);
        return (whole.Message.Flags & DnsFlags.Truncated) == 0
            ? whole.Message
            : throw new DnsException("truncated over TCP too");
    }

    private async Task<DnsMessage> OverUdpAsync(
        IPEndPoint server,
        DnsQuestion question,
        bool isRecursionDesired,
        ServerState state,
        CancellationToken cancel)
    {
        OutgoingQuery query = Query(question, isRecursionDesired, state);
        DnsReply reply = await UdpExchange.AskAsync(server, query, MaxMismatches, Traffic, cancel).ConfigureAwait(false);
        return reply.Message;
    }

    private OutgoingQuery Query(DnsQuestion question, bool isRecursionDesired, ServerState state)
    {
        DnsQuestion asked = options.IsCaseRandomized
            ? question with { Name = QueryMessage.RandomizeCase(question.Name) }
            : question;
        ushort payload = state.LacksEdns ? (ushort)0 : DnsEdns.SafePayloadSize;
        DnsMessage message = QueryMessage.For(asked, isRecursionDesired, payload);
        return new OutgoingQuery(message, isCaseExact: options.IsCaseRandomized);
    }

    private ServerState StateOf(IPEndPoint server)
    {
        if (_servers.Count > MaxServers) _servers.Clear();
        return _servers.GetOrAdd(server, _ => new ServerState());
    }
}
