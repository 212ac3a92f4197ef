using System.Text;

namespace RpcStack.Services.Mail.Store;

/// <summary>
/// Makes outcomes last, so that a crash at any point neither loses nor doubles: first what is to appear is written where
/// nobody sees it, then the queue file says that it is done, and then it appears. What a crash leaves in between is in the
/// second step's hands when the spool is opened again.
/// </summary>
internal sealed class Settlement(QueueFolder queue, MailSpool spool, Action<string> added)
{
    /// <summary>Delivers into a mailbox of this host.</summary>
    public void Deliver(QueueEntry entry, ReadOnlyMemory<byte> message, int recipient, Maildir mailbox)
    {
        MailEnvelope envelope = entry.Envelope;
        string head = $"Return-Path: <{envelope.Sender}>\r\nDelivered-To: {envelope.Recipients[recipient]}\r\n";
        string name = Maildir.NameOf(entry.Id, recipient);
        mailbox.Draft(name, Encoding.UTF8.GetBytes(head), message);
        Settle(entry, message, [new Outcome(recipient, new MailReply(250, "2.0.0", "Delivered"))]);
        mailbox.Publish(name);
    }

    /// <summary>Notes outcomes, and reports those that the sender wants to hear of.</summary>
    public void Settle(QueueEntry entry, ReadOnlyMemory<byte> message, IReadOnlyList<Outcome> outcomes)
    {
        List<Outcome> final = [.. outcomes.Where(outcome => !outcome.IsDeferred)];
        if (final.Count == 0) return;
        string? report = DraftReport(entry, message, [.. final.Where(outcome => IsWanted(entry, outcome))]);
        byte[] before = [.. entry.States];
        try
        {
            foreach (Outcome outcome in final)
                entry.States[outcome.Recipient] = outcome.IsDelivered
                    ? RecipientState.Delivered
                    : RecipientState.Failed;
            queue.SaveStates(entry);
        }
        catch
        {
            before.CopyTo(entry.States, 0);
            if (report is not null) queue.DeleteDraft(report);
            throw;
        }

        if (report is null) return;
        queue.Publish(report);
        added(report);
    }

    private string? DraftReport(QueueEntry entry, ReadOnlyMemory<byte> message, IReadOnlyList<Outcome> outcomes)
    {
        if (outcomes.Count == 0) return null;
        var report = new QueueEntry
        {
            Id = QueueId.Next(),
            Arrived = spool.Options.Clock.GetUtcNow(),
            // Nobody is told that a report was lost (RFC 5321 §4.5.5): so reports do not breed.
            Envelope = new MailEnvelope("", [entry.Envelope.Sender]),
            Notify = [MailNotify.Never],
            States = [RecipientState.Pending],
            Origin = entry.Id,
            OriginRecipients = [.. outcomes.Select(outcome => outcome.Recipient)],
        };
        queue.Draft(report, default, DeliveryReport.Write(report, entry, message.Span, outcomes, spool.Site.HostName));
        return report.Id;
    }

    private static bool IsWanted(QueueEntry entry, Outcome outcome)
    {
        if (entry.Envelope.Sender.Length == 0 || outcome.IsPassedOn) return false;
        MailNotify notify = entry.Notify[outcome.Recipient];
        return outcome.IsDelivered
            ? notify is MailNotify.Success or MailNotify.SuccessAndFailure
            : notify is MailNotify.Unspecified or MailNotify.Failure or MailNotify.SuccessAndFailure;
    }
}
