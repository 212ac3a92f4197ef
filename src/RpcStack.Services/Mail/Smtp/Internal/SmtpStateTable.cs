namespace RpcStack.Services.Mail.Smtp;

/// <summary>
/// The server's state machine: which command may come when, and where it leads. All else is in the acts.
/// </summary>
internal static class SmtpStateTable
{
    private const SmtpState Any = SmtpState.Any;
    private const SmtpState Fresh = SmtpState.Fresh;
    private const SmtpState Ready = SmtpState.Ready;
    private const SmtpState Sender = SmtpState.Sender;
    private const SmtpState Recipients = SmtpState.Recipients;
    private const SmtpState Closed = SmtpState.Closed;

    // SmtpState 0 says: as it was.
    private const SmtpState Same = 0;

    private static readonly MailReply Never = SmtpReplies.Unknown;

    private static readonly Dictionary<string, SmtpRule> Rules = new SmtpRule[]
    {
        // verb        may come in             else                        does                                 leads to
        new("EHLO",     Any,                   Never,                      (s, a, _) => s.Ehlo(a),              Ready),
        new("LHLO",     Any,                   Never,                      (s, a, _) => s.Lhlo(a),              Ready),
        new("HELO",     Any,                   Never,                      (s, a, _) => s.Helo(a),              Ready),
        new("STARTTLS", Ready,                 SmtpReplies.HelloFirst,     (s, a, c) => s.StartTlsAsync(a, c),  Fresh),
        new("AUTH",     Ready,                 SmtpReplies.AuthNotNow,     (s, a, c) => s.AuthAsync(a, c),      Same),
        new("MAIL",     Ready,                 SmtpReplies.Nested,         (s, a, _) => s.Mail(a),              Sender),
        new("RCPT",     Sender | Recipients,   SmtpReplies.MailFirst,      (s, a, _) => s.Rcpt(a),              Recipients),
        new("DATA",     Recipients,            SmtpReplies.RecipientFirst, (s, a, c) => s.DataAsync(a, c),      Ready),
        new("BDAT",     Any,                   Never,                      (s, a, c) => s.BdatAsync(a, c),      Same),
        new("RSET",     Any & ~Fresh,          SmtpReplies.Ok,             (s, a, _) => s.Reset(a),             Ready),
        new("VRFY",     Any,                   Never,                      (_, a, _) => SmtpSession.Verify(a),  Same),
        new("NOOP",     Any,                   Never,                      (_, _, _) => new(SmtpReplies.Ok),    Same),
        new("HELP",     Any,                   Never,                      (_, _, _) => new(SmtpReplies.Help),  Same),
        new("QUIT",     Any,                   Never,                      (_, _, _) => new(SmtpReplies.Bye),   Closed),
    }.ToDictionary(rule => rule.Verb, StringComparer.OrdinalIgnoreCase);

    /// <summary>Does what a command line asks for.</summary>
    /// <returns>The reply, and the state that the session is in now.</returns>
    public static async ValueTask<(MailReply Reply, SmtpState State)> ActAsync(
        SmtpSession session, string line, CancellationToken cancel)
    {
        string[] words = line.TrimEnd().Split(' ', 2);
        if (!Rules.TryGetValue(words[0], out SmtpRule? rule)) return (SmtpReplies.Unknown, session.State);
        if ((rule.From & session.State) == 0)
            return (session.State is Fresh && rule.Refusal.Code >= 400 ? SmtpReplies.HelloFirst : rule.Refusal, session.State);
        MailReply reply = await rule.Act(session, words.Length > 1 ? words[1] : "", cancel).ConfigureAwait(false);
        // An act may have ended the transaction, or the session, whatever it says.
        return (reply, reply.IsPositive && rule.To != Same ? rule.To : session.State);
    }
}
