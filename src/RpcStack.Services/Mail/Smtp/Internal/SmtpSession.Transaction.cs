using System.Globalization;

namespace RpcStack.Services.Mail.Smtp;

// From whom, and to whom: MAIL, RCPT, RSET.
internal sealed partial class SmtpSession
{
    private readonly List<string> _recipients = [];
    private readonly List<MailNotify> _notify = [];
    private readonly List<string> _originals = [];
    private string _sender = "";
    private MailReturn _return;
    private string _envelopeId = "";
    private bool _isInternational;

    public ValueTask<MailReply> Mail(string argument)
    {
        if (PathArgument.TryParse(argument, "FROM:") is not { } path) return new(SmtpReplies.BadPath);
        if (intake.JudgeSender(_user) is { } refusal) return new(refusal);
        EndTransaction();
        foreach ((string name, string value) in path.Parameters)
        {
            if (MailParameter(name, value) is { } problem) return new(problem);
        }

        Mailbox? sender = Mailbox.TryParse(path.Path);
        if (path.Path.Length > 0 && sender is null) return new(SmtpReplies.BadPath);
        if (sender is { IsAscii: false } && !_isInternational) return new(SmtpReplies.WideAddress);
        _sender = path.Path;
        return new(SmtpReplies.SenderOk);
    }

    private MailReply? MailParameter(string name, string value)
    {
        switch (name)
        {
            case "SIZE":
                if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long size))
                    return SmtpReplies.BadParameter;
                return size > options.Policy.MaxMessageSize
                    ? SmtpReplies.TooLarge(options.Policy.MaxMessageSize)
                    : null;
            case "BODY":
                return value.ToUpperInvariant() is "7BIT" or "8BITMIME" ? null : SmtpReplies.BadParameter;
            case "SMTPUTF8":
                _isInternational = true;
                return value.Length > 0 ? SmtpReplies.BadParameter : null;
            case "RET":
                _return = value.ToUpperInvariant() is "FULL" ? MailReturn.Full : MailReturn.Headers;
                return value.ToUpperInvariant() is "FULL" or "HDRS" ? null : SmtpReplies.BadParameter;
            case "ENVID":
                // What it stands for goes into a line of the queue file, and into reports.
                if (XText.Decode(value) is not { Length: <= 100 } id || id.Any(c => c is < ' ' or > '~'))
                    return SmtpReplies.BadParameter;
                _envelopeId = id;
                return null;
            case "AUTH":
                // Who wrote it, as others say (RFC 4954 §5): taken note of by nobody.
                return XText.Decode(value) is null ? SmtpReplies.BadParameter : null;
            default:
                return SmtpReplies.UnknownParameter;
        }
    }

    public ValueTask<MailReply> Rcpt(string argument)
    {
        if (PathArgument.TryParse(argument, "TO:") is not { } path) return new(SmtpReplies.BadPath);
        MailNotify notify = MailNotify.Unspecified;
        string original = "";
        foreach ((string name, string value) in path.Parameters)
        {
            if (name is not ("NOTIFY" or "ORCPT")) return new(SmtpReplies.UnknownParameter);
            if (name is "NOTIFY" && !TryNotify(value, out notify)) return new(SmtpReplies.BadParameter);
            if (name is "ORCPT" && !IsOriginal(original = value)) return new(SmtpReplies.BadParameter);
        }

        // Postmaster needs no domain (RFC 5321 §4.1.1.3).
        bool isPostmaster = path.Path.Equals("postmaster", StringComparison.OrdinalIgnoreCase);
        string address = isPostmaster ? $"postmaster@{site.Domains.FirstOrDefault(site.HostName)}" : path.Path;
        if (Mailbox.TryParse(address) is not { } mailbox) return new(SmtpReplies.BadRecipient);
        if (!mailbox.IsAscii && !_isInternational) return new(SmtpReplies.WideAddress);
        MailReply verdict = intake.JudgeRecipient(mailbox, _recipients.Count, _user);
        if (!verdict.IsPositive) return new(verdict);
        _recipients.Add(address);
        _notify.Add(notify);
        _originals.Add(original);
        return new(verdict);
    }

    // NEVER, or a list of SUCCESS, FAILURE and DELAY (RFC 3461 §4.1). Delays are not reported here.
    private static bool TryNotify(string value, out MailNotify notify)
    {
        string[] words = value.ToUpperInvariant().Split(',');
        notify = (words.Contains("SUCCESS"), words.Contains("FAILURE")) switch
        {
            (true, true) => MailNotify.SuccessAndFailure,
            (true, false) => MailNotify.Success,
            (false, true) => MailNotify.Failure,
            _ => MailNotify.Never,
        };
        return words is ["NEVER"] || words.All(word => word is "SUCCESS" or "FAILURE" or "DELAY");
    }

    // A type of addresses, and an address in xtext (RFC 3461 §4.2); it goes into the queue file, and into reports.
    private static bool IsOriginal(string value) =>
        value.Split(';', 2) is [{ Length: > 0 } type, { Length: > 0 } address] && value.Length <= 500
        && type.All(c => char.IsAsciiLetterOrDigit(c) || c is '-')
        && XText.Decode(address) is { } plain && plain.All(c => c is >= ' ' and <= '~');

    public ValueTask<MailReply> Reset(string argument)
    {
        if (argument.Length > 0) return new(SmtpReplies.NoParameters);
        EndTransaction();
        return new(SmtpReplies.Ok);
    }

    public static ValueTask<MailReply> Verify(string argument) =>
        new(argument.Length == 0 ? SmtpReplies.BadParameter : SmtpReplies.NotVerified);

    private void EndTransaction()
    {
        (_sender, _return, _envelopeId, _isInternational) = ("", MailReturn.Unspecified, "", false);
        _recipients.Clear();
        _notify.Clear();
        _originals.Clear();
        _chunks?.Dispose();
        _chunks = null;
        if (State is not (SmtpState.Fresh or SmtpState.Closed)) State = SmtpState.Ready;
    }
}
