using RpcStack.Services.Mail.Smtp;

namespace RpcStack.Services.Mail.Store;

/// <summary>Hands a message to the servers of another domain, the next where one is not there.</summary>
internal sealed class RemoteDelivery(MailSite site, MailSpoolOptions options)
{
    private static readonly MailReply Unreachable = new(451, "4.4.1", "No server of the domain can be reached");

    private readonly Exchangers _exchangers = new(site, options);

    /// <summary>Sends to recipients of one domain, who have the same wishes for reports.</summary>
    public async Task<IReadOnlyList<Outcome>> SendAsync(
        QueueEntry entry, IReadOnlyList<int> recipients, string domain, byte[] message, CancellationToken cancel)
    {
        (IReadOnlyList<Exchanger> servers, MailReply? failure) = await _exchangers.OfAsync(domain, cancel).ConfigureAwait(false);
        MailReply last = failure ?? Unreachable;
        string lastHost = "";
        foreach (Exchanger server in servers)
        {
            (IReadOnlyList<Outcome>? outcomes, MailReply reply) =
                await TryAsync(entry, recipients, server, message, cancel).ConfigureAwait(false);
            if (outcomes is not null) return outcomes;
            (last, lastHost) = (reply, server.Name);
        }

        return [.. recipients.Select(recipient => new Outcome(recipient, last, lastHost))];
    }

    /// <summary>Tries one server; no outcomes where the next one should be tried.</summary>
    private async Task<(IReadOnlyList<Outcome>? Outcomes, MailReply Reply)> TryAsync(
        QueueEntry entry, IReadOnlyList<int> recipients, Exchanger server, byte[] message, CancellationToken cancel)
    {
        string name = server.Name;
        MailEnvelope envelope = entry.Envelope with
        {
            Recipients = [.. recipients.Select(i => entry.Envelope.Recipients[i])],
            Notify = entry.Notify[recipients[0]],
        };
        IReadOnlyList<Outcome> All(MailReply reply) => [.. recipients.Select(i => new Outcome(i, reply, name))];
        var client = new SmtpClient(server.Host, server.Hop.Port, SettingsFor(server));
        await using (client.ConfigureAwait(false))
        {
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
            catch (SenderRefused refused)
            {
                return (All(refused.Reply), refused.Reply);
            }
            catch (DataError refused)
            {
                return (All(refused.Reply), refused.Reply);
            }
            catch (NotSupported lacking)
            {
                MailReply reply = new(554, lacking.Extension == "SMTPUTF8" ? "5.6.7" : "5.6.3", lacking.Message);
                // Without TLS or a login it is the server that is set up wrongly, and that passes.
                return lacking.Extension is "AUTH" or "STARTTLS" ? (null, Unreachable with { Text = lacking.Message }) : (All(reply), reply);
            }
            catch (Exception refused) when (refused is HeloError or AuthenticationError)
            {
                return (null, new MailReply(451, "4.4.1", refused.Message));
            }
            catch (SmtpException broken) when (broken.IsInDoubt)
            {
                // Another server might get it a second time.
                MailReply reply = new(451, "4.4.2", broken.Message);
                return (All(reply), reply);
            }
            catch (SmtpException broken)
            {
                return (null, new MailReply(451, "4.4.1", broken.Message));
            }
        }
    }

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
        ILookup<string, MailReply> refused = receipt.Refused.ToLookup(r => r.Address, r => r.Reply, StringComparer.Ordinal);
        List<Outcome> outcomes = [];
        for (int i = 0; i < recipients.Count; i++)
        {
            MailReply reply = refused[envelope.Recipients[i]].FirstOrDefault() ?? receipt.Reply;
            outcomes.Add(new Outcome(recipients[i], reply, name, isPassedOn && reply.IsPositive));
        }

        return outcomes;
    }
}
