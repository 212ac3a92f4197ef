using RpcStack.Services.Mail.Smtp;

namespace RpcStack.Services.Mail.Store;

/// <summary>Takes mail straight into the spool: what every stack serves.</summary>
/// <param name="spool">Where it goes.</param>
/// <param name="policy">What is taken; nobody logs in here, so <see cref="MailRelay.Users"/> means nobody.</param>
public sealed class LocalMailSender(MailSpool spool, MailPolicy policy) : IMailSender
{
    private readonly MailIntake _intake = new(spool, policy);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The envelope has no recipients, or an address is none.</exception>
    public ValueTask<MailReceipt> SendAsync(MailEnvelope envelope, byte[] message, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        EnvelopeCheck.Check(envelope);
        return TakeAsync(envelope, MailText.Canonical(message), cancel);
    }

    private async ValueTask<MailReceipt> TakeAsync(MailEnvelope envelope, byte[] canonical, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (_intake.JudgeSender(user: null) is { } noSender) throw new SenderRefused(envelope.Sender, noSender);
        List<RefusedRecipient> refused = [];
        List<string> taken = [];
        foreach (string recipient in envelope.Recipients)
        {
            MailReply verdict = _intake.JudgeRecipient(Mailbox.TryParse(recipient)!.Value, taken.Count, user: null);
            if (verdict.IsPositive) taken.Add(recipient);
            else refused.Add(new RefusedRecipient(recipient, verdict));
        }

        if (taken.Count == 0) throw new RecipientsRefused(refused);
        if (_intake.JudgeMessage(canonical) is { } noMessage) throw new DataError(noMessage);
        MailNotify[] notify = [.. taken.Select(_ => envelope.Notify)];
        string id = await _intake.TakeAsync(
            envelope with { Recipients = taken }, notify, canonical, "RPC").ConfigureAwait(false);
        return new MailReceipt(SmtpReplies.Queued(id), refused);
    }
}
