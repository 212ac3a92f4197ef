using System.Net;
using RpcStack.Services.Mail.Store;

namespace RpcStack.Services.Mail.Smtp;

/// <summary>A server's side of one connection. What may come when is in <see cref="SmtpStateTable"/>.</summary>
internal sealed partial class SmtpSession(
    LineConnection connection,
    IPAddress client,
    MailSite site,
    MailIntake intake,
    MemoryBudget budget,
    SmtpServerOptions options)
{
    // RFC 5321 §4.5.3.1.4 has 512, RFC 4954 §4 has 12,288 for AUTH: more than enough for both.
    private const int MaxLine = 12_288;

    private int _errors;

    public SmtpState State { get; private set; } = SmtpState.Fresh;

    public async Task RunAsync(bool isTooMany, CancellationToken stopping)
    {
        Say(isTooMany ? SmtpReplies.Busy : new MailReply(220, "", $"{site.HostName} {(options.IsLmtp ? "LMTP" : "ESMTP")} RpcStack"));
        if (isTooMany) State = SmtpState.Closed;
        try
        {
            while (State is not SmtpState.Closed) await TurnAsync(stopping).ConfigureAwait(false);
            // It is said also where the server is stopping.
            await connection.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _chunks?.Dispose();
        }
    }

    private async ValueTask TurnAsync(CancellationToken stopping)
    {
        try
        {
            // Replies to commands that came together leave together (RFC 2920 §3.2).
            if (!connection.HasInput) await connection.FlushAsync(stopping).ConfigureAwait(false);
            Line line = await connection.ReadLineAsync(MaxLine, stopping).ConfigureAwait(false);
            if (line.IsEnd) State = SmtpState.Closed;
            else await AnswerAsync(line, stopping).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Close(SmtpReplies.TooSlow);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Close(SmtpReplies.Stopping);
        }
    }

    private async ValueTask AnswerAsync(Line line, CancellationToken stopping)
    {
        MailReply reply;
        if (line.Fault is LineFault.None)
            (reply, State) = await SmtpStateTable.ActAsync(this, line.Text, stopping).ConfigureAwait(false);
        else
            reply = Complain(line.Fault);
        Say(reply);
        if (reply.Code >= 500 && ++_errors >= options.MaxErrors) Close(SmtpReplies.TooManyErrors);
    }

    private static MailReply Complain(LineFault fault) => fault switch
    {
        LineFault.TooLong => SmtpReplies.LineTooLongForCommand,
        LineFault.NotUtf8 => SmtpReplies.NotUtf8,
        _ => SmtpReplies.BareBreak,
    };

    private void Say(MailReply reply)
    {
        if (reply == MailReplies.Said) return;
        string[] lines = reply.Text.Split('\n');
        string status = reply.Status.Length > 0 ? $"{reply.Status} " : "";
        for (int i = 0; i < lines.Length; i++)
            connection.WriteLine($"{reply.Code}{(i < lines.Length - 1 ? '-' : ' ')}{status}{lines[i]}");
    }

    private void Close(MailReply reply)
    {
        Say(reply);
        State = SmtpState.Closed;
    }
}
