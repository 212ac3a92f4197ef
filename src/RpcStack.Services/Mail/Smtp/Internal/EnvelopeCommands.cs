using System.Globalization;

namespace RpcStack.Services.Mail.Smtp;

/// <summary>MAIL and RCPT as a server's features allow them (RFC 5321 §4.1.1.2, §4.1.1.3).</summary>
internal static class EnvelopeCommands
{
    public static string Mail(MailEnvelope envelope, MessageNeeds needs, long size, SmtpFeatures features)
    {
        List<string> words = [$"MAIL FROM:<{envelope.Sender}>"];
        if (features.Has("SIZE")) words.Add(string.Create(CultureInfo.InvariantCulture, $"SIZE={size}"));
        if (needs.IsEightBit && features.Has("8BITMIME")) words.Add("BODY=8BITMIME");
        if (needs.IsInternational) words.Add("SMTPUTF8");
        if (features.Has("DSN"))
        {
            if (envelope.Return is not MailReturn.Unspecified)
                words.Add(envelope.Return is MailReturn.Full ? "RET=FULL" : "RET=HDRS");
            if (envelope.Id.Length > 0) words.Add($"ENVID={XText.Encode(envelope.Id)}");
        }

        return string.Join(' ', words);
    }

    /// <summary>RCPT for a recipient; <paramref name="original"/> is what the sender called it, as ORCPT says it.</summary>
    public static string Recipient(string address, string original, MailEnvelope envelope, SmtpFeatures features)
    {
        string command = $"RCPT TO:<{address}>";
        if (!features.Has("DSN")) return command;
        if (original.Length > 0) command += $" ORCPT={original}";
        return envelope.Notify switch
        {
            MailNotify.Never => $"{command} NOTIFY=NEVER",
            MailNotify.Success => $"{command} NOTIFY=SUCCESS",
            MailNotify.Failure => $"{command} NOTIFY=FAILURE",
            MailNotify.SuccessAndFailure => $"{command} NOTIFY=SUCCESS,FAILURE",
            _ => command,
        };
    }
}
