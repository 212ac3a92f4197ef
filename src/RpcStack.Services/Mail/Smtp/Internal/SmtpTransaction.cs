using System.Globalization;

namespace RpcStack.Services.Mail.Smtp;

/// <summary>A client's mail transaction: MAIL, RCPT for each recipient, and the message (RFC 5321 §3.3).</summary>
internal sealed class SmtpTransaction(
    LineConnection connection,
    SmtpFeatures features,
    MailEnvelope envelope,
    IReadOnlyList<string> originals,
    byte[] canonical,
    SmtpClientOptions options)
{
    private readonly List<RefusedRecipient> _refused = [];
    private readonly List<string> _accepted = [];

    private bool IsChunked => options.UsesChunking && features.Has("CHUNKING");

    public async ValueTask<MailReceipt> RunAsync(CancellationToken cancel)
    {
        MessageNeeds needs = MessageNeeds.Of(envelope, canonical);
        Require(needs.IsInternational, "SMTPUTF8", "The addresses or the header are not ASCII");
        Require(needs.IsEightBit, "8BITMIME", "The message is not ASCII");
        MailReply? go = await OpenAsync(needs, cancel).ConfigureAwait(false);
        if (_accepted.Count == 0)
        {
            // The server waits for a message that has nobody to go to: an empty one it will refuse.
            if (go is { Code: 354 }) await EndDataAsync(cancel).ConfigureAwait(false);
            throw new RecipientsRefused(_refused);
        }

        if (go is { Code: not 354 }) throw new DataError(go);
        await SendMessageAsync(cancel).ConfigureAwait(false);
        return await ReceiptAsync(cancel).ConfigureAwait(false);
    }

    private void Require(bool isNeeded, string extension, string reason)
    {
        if (isNeeded && !features.Has(extension)) throw new NotSupported(extension, reason);
    }

    /// <summary>Opens the transaction; the reply to DATA, where there was one.</summary>
    private async ValueTask<MailReply?> OpenAsync(MessageNeeds needs, CancellationToken cancel)
    {
        var commands = new CommandPipeline(connection, features.Has("PIPELINING"));
        string mail = EnvelopeCommands.Mail(envelope, needs, canonical.Length, features);
        await commands.AddAsync(mail, cancel).ConfigureAwait(false);
        CheckSender(commands);
        for (int i = 0; i < envelope.Recipients.Count; i++)
        {
            string original = i < originals.Count ? originals[i] : "";
            string command = EnvelopeCommands.Recipient(envelope.Recipients[i], original, envelope, features);
            await commands.AddAsync(command, cancel).ConfigureAwait(false);
        }

        // LMTP's server may not be told DATA before somebody was accepted, and chunks need no leave.
        bool isDataSent = !IsChunked && features.Has("PIPELINING") && !options.IsLmtp;
        if (isDataSent) await commands.AddAsync("DATA", cancel).ConfigureAwait(false);
        await commands.CollectAsync(cancel).ConfigureAwait(false);
        bool isOpen = commands.Replies[0].IsPositive;
        if (!isOpen && isDataSent && commands.Replies[^1].Code == 354) await EndDataAsync(cancel).ConfigureAwait(false);
        CheckSender(commands);
        Sort(commands.Replies);
        if (isDataSent) return commands.Replies[^1];
        if (IsChunked || _accepted.Count == 0) return null;
        await commands.AddAsync("DATA", cancel).ConfigureAwait(false);
        await commands.CollectAsync(cancel).ConfigureAwait(false);
        return commands.Replies[^1];
    }

    private void CheckSender(CommandPipeline commands)
    {
        if (commands.Replies is [{ IsPositive: false } reply, ..]) throw new SenderRefused(envelope.Sender, reply);
    }

    private void Sort(List<MailReply> replies)
    {
        for (int i = 0; i < envelope.Recipients.Count; i++)
        {
            string recipient = envelope.Recipients[i];
            if (replies[i + 1].IsPositive) _accepted.Add(recipient);
            else _refused.Add(new RefusedRecipient(recipient, replies[i + 1]));
        }
    }

    private async ValueTask SendMessageAsync(CancellationToken cancel)
    {
        if (IsChunked)
        {
            connection.WriteLine(string.Create(CultureInfo.InvariantCulture, $"BDAT {canonical.Length} LAST"));
            await connection.SendAsync(canonical, cancel).ConfigureAwait(false);
        }
        else
        {
            await connection.SendAsync(MailText.Stuffed(canonical), cancel).ConfigureAwait(false);
            connection.Write(MailText.EndOfData);
        }

        await connection.FlushAsync(cancel).ConfigureAwait(false);
    }

    private async ValueTask EndDataAsync(CancellationToken cancel)
    {
        connection.Write(MailText.EndOfData);
        await connection.FlushAsync(cancel).ConfigureAwait(false);
        await ReplyReader.ReadAsync(connection, cancel).ConfigureAwait(false);
    }

    private async ValueTask<MailReceipt> ReceiptAsync(CancellationToken cancel)
    {
        try
        {
            if (options.IsLmtp) return await LmtpReceiptAsync(cancel).ConfigureAwait(false);
            MailReply reply = await ReplyReader.ReadAsync(connection, cancel).ConfigureAwait(false);
            return reply.IsPositive ? new MailReceipt(reply, _refused) : throw new DataError(reply);
        }
        catch (Exception silence) when (silence is SmtpException || MailTls.IsEnd(silence))
        {
            throw new SmtpException($"the server had the message, but {silence.Message}", silence) { IsInDoubt = true };
        }
    }

    /// <summary>RFC 2033 §4.2: a reply for each recipient that was accepted, in their order.</summary>
    private async ValueTask<MailReceipt> LmtpReceiptAsync(CancellationToken cancel)
    {
        MailReply? good = null;
        foreach (string recipient in _accepted)
        {
            MailReply reply = await ReplyReader.ReadAsync(connection, cancel).ConfigureAwait(false);
            if (reply.IsPositive) good = reply;
            else _refused.Add(new RefusedRecipient(recipient, reply));
        }

        return good is null ? throw new RecipientsRefused(_refused) : new MailReceipt(good, _refused);
    }
}
