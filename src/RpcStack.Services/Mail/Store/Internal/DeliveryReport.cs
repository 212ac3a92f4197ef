using System.Globalization;
using System.Text;

namespace RpcStack.Services.Mail.Store;

/// <summary>A report on deliveries, for people and for programs (RFC 3461 §6, RFC 3462, RFC 3464).</summary>
internal static class DeliveryReport
{
    public static byte[] Write(
        QueueEntry report, QueueEntry about, ReadOnlySpan<byte> message, IReadOnlyList<Outcome> outcomes, string host)
    {
        string boundary = $"report-{report.Id}";
        bool isFailure = outcomes.Any(outcome => !outcome.IsDelivered);
        bool isWhole = isFailure && about.Envelope.Return is MailReturn.Full;
        ReadOnlySpan<byte> returned = isWhole ? message : MailText.HeaderOf(message);
        string encoding = Ascii.IsValid(returned) ? "7bit" : "8bit";
        string text = string.Create(CultureInfo.InvariantCulture, $"""
            From: Mail Delivery System <MAILER-DAEMON@{host}>
            To: <{about.Envelope.Sender}>
            Subject: {(isFailure ? "Undelivered mail" : "Delivered mail")}
            Date: {MailDate.Format(report.Arrived)}
            Message-ID: <{report.Id}@{host}>
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"

            --{boundary}
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            {Explain(about.Envelope, outcomes, host)}
            --{boundary}
            Content-Type: message/delivery-status

            {Status(about, outcomes, host)}
            --{boundary}
            Content-Type: {(isWhole ? "message/rfc822" : "text/rfc822-headers")}
            Content-Transfer-Encoding: {encoding}


            """).ReplaceLineEndings("\r\n");
        return [.. Encoding.UTF8.GetBytes(text), .. returned, .. Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n")];
    }

    private static string Explain(MailEnvelope envelope, IReadOnlyList<Outcome> outcomes, string host)
    {
        var text = new StringBuilder($"This is the mail system of {host}.\n\n");
        foreach (Outcome outcome in outcomes)
        {
            string recipient = envelope.Recipients[outcome.Recipient];
            text.Append(outcome.IsDelivered
                ? $"Your message was delivered to <{recipient}>.\n"
                : $"Your message could not be delivered to <{recipient}>:\n    {Says(outcome)}\n");
        }

        return text.ToString();
    }

    private static string Status(QueueEntry about, IReadOnlyList<Outcome> outcomes, string host)
    {
        var text = new StringBuilder($"Reporting-MTA: dns; {host}\n");
        if (about.Envelope.Id.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"Original-Envelope-Id: {Smtp.XText.Encode(about.Envelope.Id)}\n");
        text.Append(CultureInfo.InvariantCulture, $"Arrival-Date: {MailDate.Format(about.Arrived)}\n");
        foreach (Outcome outcome in outcomes)
        {
            string status = outcome.Reply.Status.Length > 0
                ? outcome.Reply.Status
                : outcome.IsDelivered ? "2.0.0" : "5.0.0";
            text.Append('\n');
            if (about.OriginalOf(outcome.Recipient).Split(';', 2) is [var type, var address])
                text.Append(CultureInfo.InvariantCulture, $"Original-Recipient: {type}; {Smtp.XText.Decode(address)}\n");
            text.Append(CultureInfo.InvariantCulture, $"Final-Recipient: rfc822; {about.Envelope.Recipients[outcome.Recipient]}\n");
            text.Append(CultureInfo.InvariantCulture, $"Action: {ActionOf(outcome)}\nStatus: {status}\n");
            if (outcome.Host.Length > 0)
                text.Append(CultureInfo.InvariantCulture, $"Remote-MTA: dns; {outcome.Host}\n");
            if (!outcome.IsDelivered)
                text.Append(CultureInfo.InvariantCulture, $"Diagnostic-Code: smtp; {Shown(outcome.Reply)}\n");
        }

        return text.ToString();
    }

    private static string ActionOf(Outcome outcome) =>
        !outcome.IsDelivered ? "failed" : outcome.Host.Length > 0 ? "relayed" : "delivered";

    private static string Says(Outcome outcome) =>
        outcome.Host.Length > 0 ? $"{outcome.Host} said: {Shown(outcome.Reply)}" : Shown(outcome.Reply);

    // A server's words are not to end a line, or to make it longer than lines may be.
    private static string Shown(MailReply reply)
    {
        string text = string.Concat(reply.ToString().Select(c => char.IsControl(c) ? ' ' : c));
        return text.Length > 300 ? $"{text[..300]}…" : text;
    }
}
