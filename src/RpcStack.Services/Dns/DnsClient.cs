using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>Asks one name server, over UDP and where the answer is too large for that over TCP.</summary>
/// <remarks>Lookups may overlap; each has a socket of its own, so there is nothing to dispose of.</remarks>
public sealed class DnsClient : IDnsLookup
{
    private readonly IPEndPoint _server;
    private readonly DnsClientOptions _options;
    private readonly TrafficMeter _traffic = new();

    /// <summary>Makes a client.</summary>
    /// <param name="server">The name server.</param>
    /// <param name="options">How it is asked.</param>
    public DnsClient(IPEndPoint server, DnsClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        _server = server;
        _options = options ?? new DnsClientOptions();
        _options.Validate();
    }

    /// <summary>What the client has sent and received so far.</summary>
    public DnsTraffic Traffic => _traffic.Snapshot();

    /// <inheritdoc/>
    /// <exception cref="TimeoutException">The server does not answer.</exception>
    /// <exception cref="DnsException">The server cannot be reached, or answers what is no answer.</exception>
    public ValueTask<DnsAnswer> LookupAsync(string name, DnsRecordType type, CancellationToken cancel = default)
    {
        DnsQuestion question = DnsLookupQuestion.Make(name, type);
        return LookupAsync(question, cancel);
    }

    private async ValueTask<DnsAnswer> LookupAsync(DnsQuestion question, CancellationToken cancel)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                DnsMessage reply = await AskAsync(question, cancel).ConfigureAwait(false);
                return new DnsAnswer(
                    reply.Code,
                    (reply.Flags & DnsFlags.Authoritative) != 0,
                    Present(reply.Answers),
                    Present(reply.Authorities));
            }
            catch (Exception failure) when (failure is DnsException or TimeoutException && attempt < _options.Attempts)
            {
                // The next try has another ID and another port.
            }
        }
    }

    private async Task<DnsMessage> AskAsync(DnsQuestion question, CancellationToken cancel)
    {
        OutgoingQuery query = new(question, _options.IsRecursionDesired, _options.UdpPayloadSize);
        DnsMessage reply = await AskOverUdpAsync(question, query, cancel).ConfigureAwait(false);

        // RFC 6891 §7: whoever does not know EDNS may call it malformed.
        if (query.HasEdns && reply is { Code: DnsResponseCode.FormatError, Edns: null })
        {
            query = new OutgoingQuery(question, _options.IsRecursionDesired, udpPayloadSize: 0);
            reply = await AskOverUdpAsync(question, query, cancel).ConfigureAwait(false);
        }

        if ((reply.Flags & DnsFlags.Truncated) == 0) return reply;
        ushort payloadSize = query.HasEdns ? _options.UdpPayloadSize : (ushort)0;
        query = new OutgoingQuery(question, _options.IsRecursionDesired, payloadSize);
        reply = await WithinTimeoutAsync(
            question, token => TcpExchange.AskAsync(_server, query, _traffic, token), cancel).ConfigureAwait(false);
        return (reply.Flags & DnsFlags.Truncated) == 0
            ? reply
            : throw new DnsException($"{_server} truncated its answer over TCP too");
    }

    private Task<DnsMessage> AskOverUdpAsync(DnsQuestion question, OutgoingQuery query, CancellationToken cancel) =>
        WithinTimeoutAsync(question, token => UdpExchange.AskAsync(_server, query, _options, _traffic, token), cancel);

    private async Task<DnsMessage> WithinTimeoutAsync(
        DnsQuestion question, Func<CancellationToken, Task<DnsMessage>> ask, CancellationToken cancel)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(_options.Timeout);
        try
        {
            return await ask(timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"{_server} did not answer {question.Name} {question.Type.ToText()} "
                + $"within {_options.Timeout.TotalSeconds:0.###} s");
        }
        catch (OperationCanceledException)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (SocketException unreachable)
        {
            throw new DnsException($"{_server} cannot be asked: {unreachable.Message}", unreachable);
        }
    }

    private static DnsRecord[] Present(IReadOnlyList<ResourceRecord> records) =>
    [
        .. records
            .Where(record => record.Class == DnsClass.Internet)
            .Select(record => new DnsRecord(
                record.Name.ToString(), record.Type, record.TimeToLive, record.Data.ToString())),
    ];
}
