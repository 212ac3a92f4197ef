using System.Text;
using RpcStack.Services.Mail.Smtp;

namespace RpcStack.Services.Mail.Store;

/// <summary>Decides what comes in through a door, and puts it into the queue.</summary>
internal sealed class MailIntake(MailSpool spool, MailPolicy policy)
{
    // Longer lines are cut or refused on the way (RFC 5321 §4.5.3.1.6).
    private const int MaxLine = 998;

    private readonly MailSite _site = spool.Site;

    /// <summary>Why no mail is taken from this user, or null.</summary>
    public MailReply? JudgeSender(string? user) =>
        policy.RequiresLogin && user is null ? SmtpReplies.LoginFirst : null;

    public MailReply JudgeRecipient(Mailbox address, int taken, string? user)
    {
        if (taken >= policy.MaxRecipients) return SmtpReplies.TooManyRecipients;
        if (_site.IsLocal(address.Domain))
            return _site.AccountOf(address) is null ? SmtpReplies.NoSuchUser : SmtpReplies.RecipientOk;
        bool mayRelay = policy.Relay is MailRelay.Anyone || (policy.Relay is MailRelay.Users && user is not null);
        return mayRelay ? SmtpReplies.RecipientOk : SmtpReplies.NoRelay;
    }

    /// <summary>Why the message is not taken, or null.</summary>
    public MailReply? JudgeMessage(ReadOnlySpan<byte> canonical)
    {
        if (canonical.Length > policy.MaxMessageSize) return SmtpReplies.TooLarge(policy.MaxMessageSize);
        if (MailText.LongestLine(canonical) > MaxLine) return SmtpReplies.LineTooLong(MaxLine);
        return HopsOf(MailText.HeaderOf(canonical)) > policy.MaxHops ? SmtpReplies.Loop : null;
    }

    /// <summary>Puts the message into the queue; once this returns, it is on disk.</summary>
    /// <param name="envelope">With the recipients that were taken.</param>
    /// <param name="notify">For each of them what the sender wants to hear.</param>
    /// <param name="message">The message, canonical.</param>
    /// <param name="protocol">How it came (RFC 3848).</param>
    /// <param name="from">Who brought it: a greeting and an address; null: nobody from outside.</param>
    /// <param name="originals">For each recipient what the sender called it, as ORCPT says it; null: nothing.</param>
    /// <returns>The message's name in the queue.</returns>
    public async ValueTask<string> TakeAsync(
        MailEnvelope envelope,
        IReadOnlyList<MailNotify> notify,
        ReadOnlyMemory<byte> message,
        string protocol,
        string? from = null,
        IReadOnlyList<string>? originals = null)
    {
        string id = QueueId.Next();
        string origin = from is null ? "" : $"from {from}\r\n\t";
        string date = MailDate.Format(spool.Options.Clock.GetUtcNow());
        string trace = $"Received: {origin}by {_site.HostName} with {protocol} id {id};\r\n\t{date}\r\n";
        if (policy.RequiresLogin)
        {
            // What a user's program left out (RFC 6409 §8.2, §8.3); other servers' mail stays as it is.
            ReadOnlyMemory<byte> header = message[..MailText.HeaderOf(message.Span).Length];
            if (!HasField(header.Span, "Date:"u8)) trace += $"Date: {date}\r\n";
            if (!HasField(header.Span, "Message-ID:"u8)) trace += $"Message-ID: <{id}@{_site.HostName}>\r\n";
        }

        await spool.AcceptAsync(id, envelope, notify, originals ?? [], Encoding.UTF8.GetBytes(trace), message).ConfigureAwait(false);
        return id;
    }

    private static int HopsOf(ReadOnlySpan<byte> header) => CountFields(header, "Received:"u8);

    private static bool HasField(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name) => CountFields(header, name) > 0;

    private static int CountFields(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name)
    {
        int count = 0;
        foreach (Range range in header.Split("\r\n"u8))
        {
            ReadOnlySpan<byte> line = header[range];
            if (line.Length >= name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name)) count++;
        }

        return count;
    }
}
