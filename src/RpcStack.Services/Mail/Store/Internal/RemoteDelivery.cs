using RpcStack.Services.Mail.Smtp;

namespace RpcStack.Services.Mail.Store;

/// <summary>Hands a message to the servers of another domain, the next where one is not there.</summary>
internal sealed class RemoteDelivery : IAsyncDisposable
{
    private static readonly MailReply Unreachable = new(451, "4.4.1", "No server of the domain can be reached");

    private readonly MailSite _site;
    private readonly MailSpoolOptions _options;
    private readonly Exchangers _exchangers;
    private readonly RelayConnections _connections;

    public RemoteDelivery(MailSite site, MailSpoolOptions options)
    {
        (_site, _options) = (site, options);
        _exchangers = new Exchangers(site, options);
        _connections = new RelayConnections(SettingsFor);
    }

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    /// <summary>Sends to recipients of one domain, who have the same wishes for reports.</summary>
    /// <param name="entry">The message's entry.</param>
    /// <param name="recipients">The recipients.</param>
    /// <param name="domain">Their domain.</param>
    /// <param name="message">The message.</param>
    /// <param name="settle">
    /// Makes the outcomes last. Whatever happens between the server's yes and that sends the message twice, so it is done
    /// before anything else, such as taking leave.
    /// </param>
    /// <param name="cancel">Gives it up.</param>
    public async Task SendAsync(
        QueueEntry entry,
        IReadOnlyList<int> recipients,
        string domain,
        byte[] message,
        Action<IReadOnlyList<Outcome>> settle,
        CancellationToken cancel)
    {
        (IReadOnlyList<Exchanger> servers, MailReply? failure) =
            await _exchangers.OfAsync(domain, cancel).ConfigureAwait(false);
        MailReply last = failure ?? Unreachable;
        string lastHost = "";
        foreach (Exchanger server in servers)
        {
            RelayConnections.Relay relay = _connections.Take(server);
            try
            {
                (IReadOnlyList<Outcome>? outcomes, MailReply reply) =
                    await TryAsync(relay, entry, recipients, server.Name, message, cancel).ConfigureAwait(false);
                if (outcomes is not null)
                {
                    settle(outcomes);
                    return;
                }

                (last, lastHost) = (reply, server.Name);
            }
            finally
            {
                await _connections.GiveBackAsync(relay, server).ConfigureAwait(false);
            }
        }

        settle([.. recipients.Select(recipient => new Outcome(recipient, last, lastHost))]);
    }

    /// <summary>Tries one server; no outcomes where the next one should be tried.</summary>
    private static async Task<(IReadOnlyList<Outcome>? Outcomes, MailReply Reply)> TryAsync(
        RelayConnections.Relay relay,
        QueueEntry entry,
        IReadOnlyList<int> recipients,
        string name,
        byte[] message,
        CancellationToken cancel)
    {
        MailEnvelope envelope = entry.Envelope with
        {
            Recipients = [.. recipients.Select(i => entry.Envelope.Recipients[i])],
            Notify = entry.Notify[recipients[0]],
        };
        string[] originals = [.. recipients.Select(entry.OriginalOf)];
        try
        {
            MailReceipt receipt = await SendAsync(relay, envelope, originals, message, cancel).ConfigureAwait(false);
            bool isPassedOn = relay.Client.Features?.Has("DSN") ?? false;
            return (Sort(envelope, recipients, receipt, name, isPassedOn), receipt.Reply);
        }
        catch (RecipientsRefused refused)
        {
            return (Sort(envelope, recipients, new MailReceipt(Unreachable, refused.Refused), name, false), Unreachable);
        }
        catch (Exception refused) when (VerdictOf(refused) is not null)
        {
            (MailReply reply, bool isFinal) = VerdictOf(refused)!.Value;
            return (isFinal ? [.. recipients.Select(i => new Outcome(i, reply, name))] : null, reply);
        }
    }

    private static async ValueTask<MailReceipt> SendAsync(
        RelayConnections.Relay relay, MailEnvelope envelope, string[] originals, byte[] message, CancellationToken cancel)
    {
        try
        {
            return await relay.Client.RelayAsync(envelope, originals, message, cancel).ConfigureAwait(false);
        }
        catch (Exception end) when (relay.Messages > 0 && IsOfTheConnection(end))
        {
            // The server had enough of that connection, before it had the message; the client makes another.
            return await relay.Client.RelayAsync(envelope, originals, message, cancel).ConfigureAwait(false);
        }
    }

    private static bool IsOfTheConnection(Exception failure) =>
        failure is SmtpException { IsInDoubt: false } or SenderRefused { Reply.Code: 421 };

    /// <summary>What a failure means for all recipients, and whether another server would make no difference.</summary>
    private static (MailReply Reply, bool IsFinal)? VerdictOf(Exception failure) => failure switch
    {
        SenderRefused refused => (refused.Reply, true),
        DataError refused => (refused.Reply, true),
        // Without TLS or a login it is the server that is set up wrongly, and that passes.
        NotSupported { Extension: "AUTH" or "STARTTLS" } lacking => (Unreachable with { Text = lacking.Message }, false),
        NotSupported lacking => (new MailReply(554, lacking.Extension is "SMTPUTF8" ? "5.6.7" : "5.6.3", lacking.Message), true),
        HeloError or AuthenticationError => (new MailReply(451, "4.4.1", failure.Message), false),
        // Another server might get it a second time.
        SmtpException { IsInDoubt: true } => (new MailReply(451, "4.4.2", failure.Message), true),
        SmtpException => (new MailReply(451, "4.4.1", failure.Message), false),
        _ => null,
    };

    private SmtpClientOptions SettingsFor(Exchanger server) => new()
    {
        LocalName = _site.HostName,
        Tls = server.Hop.Tls,
        TrustedRoots = server.Hop.TrustedRoots,
        Credential = server.Hop.Credential,
        IsLmtp = server.Hop.IsLmtp,
        ServerName = server.Name,
        Timeout = _options.Timeout,
    };

    private static List<Outcome> Sort(
        MailEnvelope envelope, IReadOnlyList<int> recipients, MailReceipt receipt, string name, bool isPassedOn)
    {
        // Two recipients may be the same address; their replies come in their order.
        ILookup<string, MailReply> refused =
            receipt.Refused.ToLookup(r => r.Address, r => r.Reply, StringComparer.Ordinal);
        List<Outcome> outcomes = [];
        for (int i = 0; i < recipients.Count; i++)
        {
            MailReply reply = refused[envelope.Recipients[i]].FirstOrDefault() ?? receipt.Reply;
            outcomes.Add(new Outcome(recipients[i], reply, name, isPassedOn && reply.IsPositive));
        }

        return outcomes;
    }
}
