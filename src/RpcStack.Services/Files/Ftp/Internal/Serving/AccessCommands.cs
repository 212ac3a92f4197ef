namespace RpcStack.Services.Files.Ftp;

/// <summary>Who is there, and whether others may listen: RFC 959 §4.1.1, RFC 4217.</summary>
internal static class AccessCommands
{
    internal static Dictionary<string, FtpCommand> Table { get; } = new()
    {
        ["USER"] = new((session, name, _) => ValueTask.FromResult<FtpAnswer?>(User(session, name)), FtpArgument.Required, NeedsUser: false),
        ["PASS"] = new(PassAsync, FtpArgument.Optional, NeedsUser: false),
        ["ACCT"] = new((_, _, _) => ValueTask.FromResult<FtpAnswer?>(new(202, "No account is needed")), FtpArgument.Required, NeedsUser: false),
        ["AUTH"] = new(AuthAsync, FtpArgument.Required, NeedsUser: false),
        ["PBSZ"] = new((session, _, _) => ValueTask.FromResult<FtpAnswer?>(Pbsz(session)), FtpArgument.Required, NeedsUser: false),
        ["PROT"] = new((session, level, _) => ValueTask.FromResult<FtpAnswer?>(Prot(session, level)), FtpArgument.Required, NeedsUser: false),
        ["CCC"] = new((_, _, _) => ValueTask.FromResult<FtpAnswer?>(new(534, "Commands stay protected")), FtpArgument.None),
        ["QUIT"] = new(Quit, FtpArgument.None, NeedsUser: false),
    };

    private static FtpAnswer User(FtpSession session, string name)
    {
        if (session.Site.Options.RequiresTls && !session.IsEncrypted)
            return new FtpAnswer(530, "Use AUTH TLS first: names and passwords are not taken in clear");
        session.Forget();
        session.NameGiven = name;
        // Whether there is such a user is not for everybody to know.
        return FtpAnswer.UserOk;
    }

    private static async ValueTask<FtpAnswer?> PassAsync(FtpSession session, string password, CancellationToken cancel)
    {
        if (session.NameGiven is not { } name) return new FtpAnswer(503, "Use USER first");
        session.NameGiven = null;
        session.User = session.Site.Find(name, password);
        if (session.User is not null)
        {
            session.LoginAttempts = 0;
            return new FtpAnswer(230, "User logged in, proceed");
        }

        session.LoginAttempts++;
        await Task.Delay(session.Site.Options.LoginDelay, cancel).ConfigureAwait(false);
        if (session.LoginAttempts < session.Site.Options.MaxLoginAttempts)
            return new FtpAnswer(530, "Not logged in: the name or the password is wrong");
        session.IsOver = true;
        return new FtpAnswer(421, $"{session.LoginAttempts} wrong passwords, closing");
    }

    private static async ValueTask<FtpAnswer?> AuthAsync(FtpSession session, string mechanism, CancellationToken cancel)
    {
        if (!session.Site.HasTls) return new FtpAnswer(502, "There is no TLS here");
        if (session.IsEncrypted) return new FtpAnswer(503, "TLS is on already");
        if (mechanism.ToUpperInvariant() is not ("TLS" or "TLS-C"))
            return new FtpAnswer(504, "The mechanism that is known is TLS");
        await session.EncryptAsync(new FtpAnswer(234, "Proceed with the TLS handshake"), cancel).ConfigureAwait(false);
        return null;
    }

    // The buffer of a stream has no size (RFC 4217 §9).
    private static FtpAnswer Pbsz(FtpSession session)
    {
        if (!session.IsEncrypted) return new FtpAnswer(503, "Use AUTH TLS first");
        session.Data.IsProtectionSized = true;
        return new FtpAnswer(200, "PBSZ=0");
    }

    private static FtpAnswer Prot(FtpSession session, string level)
    {
        if (!session.Data.IsProtectionSized) return new FtpAnswer(503, "Use PBSZ first");
        switch (level.ToUpperInvariant())
        {
            case "P":
                session.Data.IsProtected = true;
                return new FtpAnswer(200, "Data connections are private");
            case "C" when session.Site.Options.RequiresTls:
                return new FtpAnswer(534, "Data connections have to be private");
            case "C":
                session.Data.IsProtected = false;
                return new FtpAnswer(200, "Data connections are in clear");
            case "S" or "E":
                return new FtpAnswer(536, "TLS knows the levels C and P");
            default:
                return new FtpAnswer(504, "The levels are C and P");
        }
    }

    private static ValueTask<FtpAnswer?> Quit(FtpSession session, string argument, CancellationToken cancel)
    {
        session.IsOver = true;
        return ValueTask.FromResult<FtpAnswer?>(new FtpAnswer(221, "Goodbye"));
    }
}
