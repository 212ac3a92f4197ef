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

    /// <summary>Asks a question and gives the whole reply.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="TimeoutException">The server does not answer.</exception>
    /// <exception cref="DnsException">The server cannot be reached, or answers what is no answer.</exception>
    public Task<DnsReply> AskAsync(DnsQuestion question, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        DnsMessage query = QueryMessage.For(question, _options.IsRecursionDesired, _options.UdpPayloadSize);
        return SendAsync(query, cancel);
    }

    /// <summary>Sends a message, an update for one, and gives the reply.</summary>
    /// <param name="message">The message, with one question; its ID is chosen by chance for each try.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="TimeoutException">The server does not answer.</exception>
    /// <exception cref="DnsException">The server cannot be reached, or answers what is no answer.</exception>
    public async Task<DnsReply> SendAsync(DnsMessage message, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(message, cancel).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is DnsException or TimeoutException && attempt < _options.Attempts)
            {
                // The next try has another ID and another port.
            }
        }
    }

    private async ValueTask<DnsAnswer> LookupAsync(DnsQuestion question, CancellationToken cancel)
    {
        DnsReply reply = await AskAsync(question, cancel).ConfigureAwait(false);
        return reply.Message.ToAnswer();
    }

    private async Task<DnsReply> TryAsync(DnsMessage message, CancellationToken cancel)
    {
        if (_options.IsTcpOnly) return await AskOverTcpAsync(message, cancel).ConfigureAwait(false);
        DnsReply reply = await AskOverUdpAsync(message, cancel).ConfigureAwait(false);

        // RFC 6891 §7: whoever does not know EDNS may call it malformed.
        if (message.Edns is not null && reply.Message is { Code: DnsResponseCode.FormatError, Edns: null })
        {
            message = message.WithoutEdns();
            reply = await AskOverUdpAsync(message, cancel).ConfigureAwait(false);
        }

        bool isWhole = (reply.Message.Flags & DnsFlags.Truncated) == 0 || _options.IsTruncationIgnored;
        return isWhole ? reply : await AskOverTcpAsync(message, cancel).ConfigureAwait(false);
    }

    private Task<DnsReply> AskOverUdpAsync(DnsMessage message, CancellationToken cancel)
    {
        var query = new OutgoingQuery(message, _options.Key);
        return WithinTimeoutAsync(
            message.Questions[0],
            token => UdpExchange.AskAsync(_server, query, _options.MaxMismatches, _traffic, token),
            cancel);
    }

    private async Task<DnsReply> AskOverTcpAsync(DnsMessage message, CancellationToken cancel)
    {
        var query = new OutgoingQuery(message, _options.Key);
        DnsReply reply = await WithinTimeoutAsync(
            message.Questions[0], token => TcpExchange.AskAsync(_server, query, _traffic, token), cancel)
            .ConfigureAwait(false);
        return (reply.Message.Flags & DnsFlags.Truncated) == 0
            ? reply
            : throw new DnsException($"{_server} truncated its answer over TCP too");
    }

    private async Task<DnsReply> WithinTimeoutAsync(
        DnsQuestion question, Func<CancellationToken, Task<DnsReply>> ask, CancellationToken cancel)
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
}
