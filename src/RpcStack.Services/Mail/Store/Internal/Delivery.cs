namespace RpcStack.Services.Mail.Store;

/// <summary>Tries to deliver one message to whom it has not reached yet.</summary>
internal sealed class Delivery(QueueFolder queue, MailSpool spool, Action<string> added) : IAsyncDisposable
{
    private readonly Settlement _settlement = new(queue, spool, added);
    private readonly RemoteDelivery _remote = new(spool.Site, spool.Options);

    public ValueTask DisposeAsync() => _remote.DisposeAsync();

    /// <summary>Makes an attempt.</summary>
    /// <returns>How long to wait before the next one; null: the message is done with.</returns>
    public async Task<TimeSpan?> RunAsync(string id, CancellationToken stopping)
    {
        try
        {
            (QueueEntry entry, byte[] file) = queue.Read(id);
            ReadOnlyMemory<byte> message = file.AsMemory(entry.MessageOffset);
            DeliverHere(entry, message);
            await DeliverElsewhereAsync(entry, message, stopping).ConfigureAwait(false);
            if (entry.Pending.Any()) return PauseAfter(entry);
            queue.Remove(id);
            return null;
        }
        catch (InvalidDataException)
        {
            queue.SetAside(id);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The disk is full, or worse. What is in the queue stays there.
            return spool.Options.MaxBackoff;
        }
    }

    private void DeliverHere(QueueEntry entry, ReadOnlyMemory<byte> message)
    {
        foreach (int recipient in entry.Pending.ToList())
        {
            Mailbox address = AddressOf(entry, recipient);
            if (!spool.Site.IsLocal(address.Domain)) continue;
            string? account = spool.Site.AccountOf(address);
            if (account is null)
                _settlement.Settle(entry, message, [new Outcome(recipient, Smtp.SmtpReplies.NoSuchUser)]);
            else
                _settlement.Deliver(entry, message, recipient, spool.MailboxOf(account));
        }
    }

    private async Task DeliverElsewhereAsync(
        QueueEntry entry, ReadOnlyMemory<byte> message, CancellationToken stopping)
    {
        ILookup<(string Domain, MailNotify Notify), int> groups = entry.Pending.ToLookup(
            i => (AddressOf(entry, i).Domain.ToLowerInvariant(), entry.Notify[i]));
        foreach (IGrouping<(string Domain, MailNotify Notify), int> recipients in groups)
        {
            await _remote.SendAsync(
                entry,
                [.. recipients],
                recipients.Key.Domain,
                message.ToArray(),
                outcomes => _settlement.Settle(entry, message, IsExpired(entry) ? [.. outcomes.Select(Expire)] : outcomes),
                stopping).ConfigureAwait(false);
        }
    }

    private TimeSpan AgeOf(QueueEntry entry) => spool.Options.Clock.GetUtcNow() - entry.Arrived;

    private bool IsExpired(QueueEntry entry) => AgeOf(entry) >= spool.Options.MaxAge;

    /// <summary>As long again as it has waited: so pauses double, and need not be remembered.</summary>
    private TimeSpan PauseAfter(QueueEntry entry)
    {
        TimeSpan pause = AgeOf(entry);
        if (pause < spool.Options.MinBackoff) return spool.Options.MinBackoff;
        return pause > spool.Options.MaxBackoff ? spool.Options.MaxBackoff : pause;
    }

    private static Outcome Expire(Outcome outcome) => !outcome.IsDeferred ? outcome : outcome with
    {
        Reply = new MailReply(554, "5.4.7", $"It could not be delivered for too long. The last answer was: {outcome.Reply}"),
    };

    // What is in the queue was checked when it came.
    private static Mailbox AddressOf(QueueEntry entry, int recipient) =>
        Mailbox.TryParse(entry.Envelope.Recipients[recipient])
        ?? throw new InvalidDataException($"{entry.Id} has a recipient that is no address");
}
