using RpcStack.Services.Mail.Smtp;

namespace RpcStack.Services.Mail.Store;

/// <summary>Hands a message to the servers of another domain, the next where one is not there.</summary>
internal sealed class RemoteDelivery(MailSite site, MailSpoolOptions options)
{
    private static readonly MailReply Unreachable = new(451, "4.4.1", "No server of the domain can be reached");

    private readonly Exchangers _exchangers = new(site, options);

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
            var client = new SmtpClient(server.Host, server.Hop.Port, SettingsFor(server));
            await using (client.ConfigureAwait(false))
            {
                (IReadOnlyList<Outcome>? outcomes, MailReply reply) =
                    await TryAsync(client, entry, recipients, server.Name, message, cancel).ConfigureAwait(false);
                if (outcomes is not null)
                {
                    settle(outcomes);
                    return;
                }

                (last, lastHost) = (reply, server.Name);
            }
        }

        settle([.. recipients.Select(recipient => new Outcome(recipient, last, lastHost))]);
    }

    /// <summary>Tries one server; no outcomes where the next one should be tried.</summary>
    private static async Task<(IReadOnlyList<Outcome>? Outcomes, MailReply Reply)> TryAsync(
        SmtpClient client,
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
        try
        {
            MailReceipt receipt = await client.SendAsync(envelope, message, cancel).ConfigureAwait(false);
            bool isPassedOn = client.Features?.Has("DSN") ?? false;
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
        LocalName = site.HostName,
        Tls = server.Hop.Tls,
        TrustedRoots = server.Hop.TrustedRoots,
        Credential = server.Hop.Credential,
        IsLmtp = server.Hop.IsLmtp,
        ServerName = server.Name,
        Timeout = options.Timeout,
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
