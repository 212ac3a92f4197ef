using System.Globalization;

namespace RpcStack.Services.Mail.Smtp;

// The message: DATA, BDAT.
internal sealed partial class SmtpSession
{
    private MessageBuffer? _chunks;

    public async ValueTask<MailReply> DataAsync(string argument, CancellationToken cancel)
    {
        if (argument.Length > 0) return SmtpReplies.NoParameters;
        Say(SmtpReplies.GoAhead);
        await connection.FlushAsync(cancel).ConfigureAwait(false);
        using var message = new MessageBuffer(options.Policy.MaxMessageSize, budget);
        var decoder = new DotDecoder(message);
        while (!decoder.IsEnd)
        {
            ReadOnlyMemory<byte> octets = await connection.PeekAsync(cancel).ConfigureAwait(false);
            if (octets.IsEmpty) return End();
            connection.Consume(decoder.Read(octets.Span));
        }

        return await TakeAsync(message).ConfigureAwait(false);
    }

    /// <summary>
    /// BDAT size [LAST] (RFC 3030 §2). The octets follow whatever the server thinks of the command, so they are always read.
    /// </summary>
    public async ValueTask<MailReply> BdatAsync(string argument, CancellationToken cancel)
    {
        string[] words = argument.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool isLast = words.Length == 2 && words[1].Equals("LAST", StringComparison.OrdinalIgnoreCase);
        if (words.Length is < 1 or > 2 || words.Length == 2 != isLast
            || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int size))
        {
            // Nobody knows where the octets end and the next command begins.
            State = SmtpState.Closed;
            return SmtpReplies.BadParameter;
        }

        bool isWanted = State is SmtpState.Recipients or SmtpState.Chunks;
        if (isWanted) _chunks ??= new MessageBuffer(options.Policy.MaxMessageSize, budget);
        if (!await ReadChunkAsync(size, isWanted ? _chunks : null, cancel).ConfigureAwait(false)) return End();
        if (!isWanted) return State is SmtpState.Fresh ? SmtpReplies.HelloFirst : SmtpReplies.RecipientFirst;
        return isLast ? await TakeChunksAsync().ConfigureAwait(false) : NextChunk(size);
    }

    private async ValueTask<bool> ReadChunkAsync(int size, MessageBuffer? message, CancellationToken cancel)
    {
        while (size > 0)
        {
            ReadOnlyMemory<byte> octets = await connection.PeekAsync(cancel).ConfigureAwait(false);
            if (octets.IsEmpty) return false;
            int count = Math.Min(size, octets.Length);
            message?.Append(octets.Span[..count]);
            connection.Consume(count);
            size -= count;
        }

        return true;
    }

    private MailReply NextChunk(int size)
    {
        State = SmtpState.Chunks;
        MailReply? problem = ProblemOf(_chunks!);
        if (problem is null) return new MailReply(250, "2.0.0", $"{size} octets received");
        EndTransaction();
        return problem;
    }

    private async ValueTask<MailReply> TakeChunksAsync()
    {
        MessageBuffer message = _chunks!;
        message.NoteBareBreaks();
        // A message ends with a line; DATA could not say otherwise.
        if (!message.Octets.Span.EndsWith("\r\n"u8)) message.Append("\r\n"u8);
        return await TakeAsync(message).ConfigureAwait(false);
    }

    private async ValueTask<MailReply> TakeAsync(MessageBuffer message)
    {
        int count = _recipients.Count;
        MailReply reply = await StoreAsync(message).ConfigureAwait(false);
        EndTransaction();
        // RFC 2033 §4.2: one for each recipient.
        for (int i = 1; options.IsLmtp && i < count; i++) Say(reply);
        return reply;
    }

    private async ValueTask<MailReply> StoreAsync(MessageBuffer message)
    {
        MailReply? problem = ProblemOf(message) ?? intake.JudgeMessage(message.Octets.Span);
        if (problem is not null) return problem;
        var envelope = new MailEnvelope(_sender, [.. _recipients], Return: _return, Id: _envelopeId);
        try
        {
            string id = await intake.TakeAsync(
                envelope, [.. _notify], message.Octets, Protocol, $"{_hello} ([{client}])", [.. _originals]).ConfigureAwait(false);
            return SmtpReplies.Queued(id);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return SmtpReplies.NoDisk;
        }
    }

    private MailReply? ProblemOf(MessageBuffer message)
    {
        if (message.IsTooLarge) return SmtpReplies.TooLarge(options.Policy.MaxMessageSize);
        if (message.IsStarved) return SmtpReplies.NoMemory;
        return message.HasBareBreak ? SmtpReplies.BareBreakInMessage : null;
    }

    // RFC 3848.
    private string Protocol
    {
        get
        {
            string name = options.IsLmtp ? "LMTP" : _isExtended ? "ESMTP" : "SMTP";
            return _isExtended ? $"{name}{(connection.IsSecure ? "S" : "")}{(_user is null ? "" : "A")}" : name;
        }
    }
}
