namespace RpcStack.Services.Mail.Pop3;

/// <summary>The server's state machine: which command may come when.</summary>
internal static class Pop3StateTable
{
    private const Pop3State Before = Pop3State.Authorization;
    private const Pop3State Open = Pop3State.Transaction;

    private static readonly Dictionary<string, Pop3Rule> Rules = new Pop3Rule[]
    {
        // verb    may come in      does
        new("CAPA", Before | Open,  (s, _, _) => new(s.Capabilities())),
        new("STLS", Before,         (s, _, c) => s.StartTlsAsync(c)),
        new("USER", Before,         (s, a, _) => new(s.User(a))),
        new("PASS", Before,         (s, a, _) => new(s.Pass(a))),
        new("APOP", Before,         (s, a, _) => new(s.Apop(a))),
        new("AUTH", Before,         (s, a, c) => s.AuthAsync(a, c)),
        new("STAT", Open,           (s, _, _) => new(s.Stat())),
        new("LIST", Open,           (s, a, _) => new(s.List(a))),
        new("UIDL", Open,           (s, a, _) => new(s.Uidl(a))),
        new("RETR", Open,           (s, a, c) => s.RetrieveAsync(a, c)),
        new("TOP",  Open,           (s, a, c) => s.TopAsync(a, c)),
        new("DELE", Open,           (s, a, _) => new(s.Delete(a))),
        new("RSET", Open,           (s, _, _) => new(s.Reset())),
        new("NOOP", Open,           (_, _, _) => new("+OK")),
        new("QUIT", Before | Open,  (s, _, _) => new(s.Quit())),
    }.ToDictionary(rule => rule.Verb, StringComparer.OrdinalIgnoreCase);

    /// <summary>Does what a command line asks for, and says what is answered; null: it has been.</summary>
    public static ValueTask<string?> ActAsync(Pop3Session session, string line, CancellationToken cancel)
    {
        string[] words = line.Split(' ', 2);
        if (!Rules.TryGetValue(words[0], out Pop3Rule? rule)) return new("-ERR Unknown command");
        if ((rule.In & session.State) == 0)
            return new(session.State is Before ? "-ERR Log in first" : "-ERR You have logged in already");
        // A password may have blanks, also at its end.
        string[] arguments = words.Length == 1 ? [] : rule.Verb is "PASS" ? [words[1]]
            : words[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return rule.Act(session, arguments, cancel);
    }
}
