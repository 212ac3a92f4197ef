using System.Security.Cryptography;
using System.Text;
using RpcStack.Services.Mail.Sasl;
using RpcStack.Services.Mail.Store;

namespace RpcStack.Services.Mail.Pop3;

// Who is there: USER, PASS, APOP, AUTH, STLS.
internal sealed partial class Pop3Session
{
    private const int MaxFailedLogins = 3;
    private const string TlsFirst = "-ERR Encryption is required for that: STLS first";

    private string? _user;
    private int _failedLogins;
    private IDisposable? _lock;

    private bool OffersLogin => connection.IsSecure || options.AllowsPlaintextLogin;

    /// <summary>RFC 2449 §5.</summary>
    public string Capabilities()
    {
        List<string> lines = ["+OK", "TOP", "UIDL", "PIPELINING", "RESP-CODES", "AUTH-RESP-CODE"];
        if (OffersLogin) lines.AddRange(["USER", $"SASL {string.Join(' ', SaslServer.Mechanisms)}"]);
        if (options.Certificate is not null && !connection.IsSecure && State is Pop3State.Authorization)
            lines.Add("STLS");
        return string.Join("\r\n", [.. lines, "."]);
    }

    public async ValueTask<string?> StartTlsAsync(CancellationToken cancel)
    {
        if (connection.IsSecure) return "-ERR The connection is encrypted already";
        if (options.Certificate is not { } certificate) return "-ERR There is no TLS here";
        Say("+OK Ready to start TLS");
        await connection.SecureAsync(
            (tls, token) => MailTls.AcceptAsync(tls, certificate, token), cancel).ConfigureAwait(false);
        _user = null;
        return null;
    }

    public string User(string[] arguments)
    {
        if (!OffersLogin) return TlsFirst;
        if (arguments is not [string name]) return "-ERR USER needs a name";
        _user = name;
        // Whether there is such an account is not said yet.
        return "+OK And the password?";
    }

    public string Pass(string[] arguments)
    {
        if (_user is not { } user) return "-ERR USER first";
        _user = null;
        string password = arguments.Length > 0 ? arguments[0] : "";
        return spool.Site.Accounts.IsRight(user, password) ? Open(user) : RefuseLogin();
    }

    /// <summary>
    /// APOP name digest, where the digest is MD5 of the greeting's timestamp and the password (RFC 1939 §7).
    /// </summary>
    public string Apop(string[] arguments)
    {
        if (options.ApopSecrets.Count == 0) return "-ERR There is no APOP here";
        if (arguments is not [string name, string digest]) return "-ERR APOP needs a name and a digest";
        bool isKnown = options.ApopSecrets.TryGetValue(name, out string? secret) && spool.Site.Accounts.Has(name);
        // The protocol has no other digest; that is why it is off unless somebody asks for it.
#pragma warning disable CA5351
        byte[] expected = MD5.HashData(Encoding.UTF8.GetBytes(_timestamp + secret));
#pragma warning restore CA5351
        byte[] given = Encoding.ASCII.GetBytes(digest.ToLowerInvariant());
        bool isRight =
            CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(expected)), given);
        return isRight && isKnown ? Open(name) : RefuseLogin();
    }

    /// <summary>AUTH mechanism [initial-response] (RFC 5034 §4).</summary>
    public async ValueTask<string?> AuthAsync(string[] arguments, CancellationToken cancel)
    {
        if (!OffersLogin) return TlsFirst;
        if (arguments.Length == 0) return string.Join("\r\n", ["+OK", .. SaslServer.Mechanisms, "."]);
        if (SaslServer.Make(arguments[0], spool.Site.Accounts) is not { } exchange)
            return "-ERR The mechanism is not known";
        byte[]? response = null;
        if (arguments.Length > 1 && (response = arguments[1] == "=" ? [] : ScramText.Base64(arguments[1])) is null)
            return "-ERR That is no base64";
        while (true)
        {
            SaslStep step = exchange.Next(response);
            if (step.User is { } user) return Open(user);
            if (step.Challenge is not { } challenge) return RefuseLogin();
            connection.WriteLine($"+ {Convert.ToBase64String(challenge)}");
            await connection.FlushAsync(cancel).ConfigureAwait(false);
            Line line = await connection.ReadLineAsync(MaxLine, cancel).ConfigureAwait(false);
            if (line.Text == "*") return "-ERR Cancelled";
            if (line.Fault is not LineFault.None || (response = ScramText.Base64(line.Text)) is null)
                return "-ERR That is no base64";
        }
    }

    private string Open(string user)
    {
        Maildir mailbox = spool.MailboxOf(user);
        _lock = mailbox.TryLock();
        if (_lock is null) return "-ERR [IN-USE] Somebody else reads this mailbox";
        _messages = [.. mailbox.List()];
        State = Pop3State.Transaction;
        return $"+OK {_messages.Count} messages";
    }

    private string RefuseLogin()
    {
        if (++_failedLogins >= MaxFailedLogins) State = Pop3State.Closed;
        return "-ERR [AUTH] The credentials are invalid";
    }
}
