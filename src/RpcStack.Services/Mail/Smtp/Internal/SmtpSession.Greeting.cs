using RpcStack.Services.Mail.Sasl;

namespace RpcStack.Services.Mail.Smtp;

// Who is there: EHLO, STARTTLS, AUTH.
internal sealed partial class SmtpSession
{
    private const int MaxFailedLogins = 3;

    private string _hello = "";
    private bool _isExtended;
    private string? _user;
    private int _failedLogins;

    private bool OffersTls => options.Certificate is not null && !connection.IsSecure;

    private bool OffersLogin => connection.IsSecure || options.AllowsPlaintextLogin;

    public ValueTask<MailReply> Helo(string name) =>
        new(options.IsLmtp ? SmtpReplies.WrongHello : Hello(name, isExtended: false));

    public ValueTask<MailReply> Ehlo(string name) =>
        new(options.IsLmtp ? SmtpReplies.WrongHello : Hello(name, isExtended: true));

    public ValueTask<MailReply> Lhlo(string name) =>
        new(options.IsLmtp ? Hello(name, isExtended: true) : SmtpReplies.WrongHello);

    private MailReply Hello(string name, bool isExtended)
    {
        string host = name.Trim();
        if (!Mailbox.IsDomain(host) && !Mailbox.IsLiteral(host)) return SmtpReplies.BadName;
        EndTransaction();
        (_hello, _isExtended) = (host, isExtended);
        return new MailReply(250, "", isExtended ? string.Join('\n', [site.HostName, .. Extensions()]) : site.HostName);
    }

    private IEnumerable<string> Extensions()
    {
        yield return "PIPELINING";
        yield return $"SIZE {options.Policy.MaxMessageSize}";
        yield return "8BITMIME";
        yield return "SMTPUTF8";
        yield return "CHUNKING";
        yield return "DSN";
        yield return "ENHANCEDSTATUSCODES";
        if (OffersTls) yield return "STARTTLS";
        if (OffersLogin) yield return $"AUTH {string.Join(' ', SaslServer.Mechanisms)}";
    }

    public async ValueTask<MailReply> StartTlsAsync(string argument, CancellationToken cancel)
    {
        if (argument.Length > 0) return SmtpReplies.NoParameters;
        if (connection.IsSecure) return SmtpReplies.AlreadySecure;
        if (options.Certificate is not { } certificate) return SmtpReplies.NoTls;
        Say(SmtpReplies.StartTls);
        await connection.SecureAsync(
            (tls, token) => MailTls.AcceptAsync(tls, certificate, token), cancel).ConfigureAwait(false);
        // What was said in the open was said by nobody (RFC 3207 §4.2).
        (_hello, _isExtended, _user) = ("", false, null);
        State = SmtpState.Fresh;
        return MailReplies.Said;
    }

    public async ValueTask<MailReply> AuthAsync(string argument, CancellationToken cancel)
    {
        if (_user is not null) return SmtpReplies.AuthTwice;
        if (!OffersLogin) return options.Certificate is null ? SmtpReplies.NoAuth : SmtpReplies.TlsFirst;
        string[] words = argument.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is < 1 or > 2) return SmtpReplies.BadParameter;
        if (SaslServer.Make(words[0], site.Accounts) is not { } exchange) return SmtpReplies.UnknownMechanism;
        byte[]? response = null;
        if (words.Length == 2 && (response = InitialOf(words[1])) is null) return SmtpReplies.BadBase64;
        return await LogInAsync(exchange, response, cancel).ConfigureAwait(false);
    }

    private async ValueTask<MailReply> LogInAsync(SaslServer exchange, byte[]? response, CancellationToken cancel)
    {
        while (true)
        {
            SaslStep step = exchange.Next(response);
            if (step.User is { } user)
            {
                _user = user;
                return SmtpReplies.LoggedIn;
            }

            if (step.Challenge is not { } challenge) return RefuseLogin();
            Say(new MailReply(334, "", Convert.ToBase64String(challenge)));
            await connection.FlushAsync(cancel).ConfigureAwait(false);
            Line line = await connection.ReadLineAsync(MaxLine, cancel).ConfigureAwait(false);
            if (line.Fault is not LineFault.None) return line.IsEnd ? End() : Complain(line.Fault);
            if (line.Text == "*") return SmtpReplies.Cancelled;
            if ((response = ScramText.Base64(line.Text)) is null) return SmtpReplies.BadBase64;
        }
    }

    private MailReply RefuseLogin()
    {
        if (++_failedLogins < MaxFailedLogins) return SmtpReplies.BadCredentials;
        State = SmtpState.Closed;
        return SmtpReplies.BadCredentials;
    }

    private MailReply End()
    {
        State = SmtpState.Closed;
        return MailReplies.Said;
    }

    // "=" is an initial response without octets (RFC 4954 §4).
    private static byte[]? InitialOf(string text) => text == "=" ? [] : ScramText.Base64(text);
}
