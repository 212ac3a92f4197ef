namespace RpcStack.Services.Files.Ftp;

/// <summary>What the server is and can do: RFC 959 §4.1.3, RFC 2389.</summary>
internal static class InformationCommands
{
    internal static Dictionary<string, FtpCommand> Table { get; } = new()
    {
        ["SYST"] = Row((_, _) => new(215, "UNIX Type: L8"), FtpArgument.None),
        ["FEAT"] = Row((session, _) => Features(session), FtpArgument.None),
        ["OPTS"] = Row(Options, FtpArgument.Required),
        ["HELP"] = Row((_, _) => new(214, "Help okay", ["Commands:", .. CommandTable.Names.Chunk(10).Select(some => string.Join(' ', some))]), FtpArgument.Optional),
        ["NOOP"] = Row((_, _) => new(200, "Okay"), FtpArgument.Optional),
        // During a transfer it is the session that sees them.
        ["ABOR"] = Row((_, _) => new(226, "There is no transfer"), FtpArgument.None),
        ["STAT"] = Row(Status, FtpArgument.Optional),
    };

    private static FtpCommand Row(Func<FtpSession, string, FtpAnswer> run, FtpArgument argument) =>
        new((session, text, _) => ValueTask.FromResult<FtpAnswer?>(run(session, text)), argument, NeedsUser: false);

    private static FtpAnswer Features(FtpSession session)
    {
        string facts = string.Concat(MachineListing.Facts.Select(fact => session.Facts.Contains(fact) ? fact + "*;" : fact + ";"));
        string[] tls = session.Site.HasTls ? ["AUTH TLS", "PBSZ", "PROT"] : [];
        return new FtpAnswer(
            211, "End", ["Features:", .. tls, "EPRT", "EPSV", "MDTM", $"MLST {facts}", "REST STREAM", "SIZE", "UTF8"]);
    }

    private static FtpAnswer Options(FtpSession session, string argument)
    {
        string[] words = argument.Split(' ', 2);
        switch (words[0].ToUpperInvariant())
        {
            case "UTF8" when words.Length == 2 && words[1].Equals("ON", StringComparison.OrdinalIgnoreCase):
                return new FtpAnswer(200, "Names are in UTF-8, always");
            case "MLST":
                string[] wanted = words.Length < 2 ? [] : words[1].ToLowerInvariant().Split(';');
                session.Facts = [.. MachineListing.Facts.Where(wanted.Contains)];
                return new FtpAnswer(200, $"MLST OPTS {string.Concat(session.Facts.Select(fact => fact + ";"))}".TrimEnd());
            default:
                return new FtpAnswer(501, "The options are UTF8 ON and MLST");
        }
    }

    private static FtpAnswer Status(FtpSession session, string argument) => argument.Length > 0
        ? new FtpAnswer(504, "Use MLST or LIST for files")
        : new FtpAnswer(
            211,
            "End of status",
            "RpcStack FTP server",
            session.User is { } user ? $"Logged in as {user.Name}" : "Not logged in",
            session.IsBinary ? "TYPE I" : "TYPE A");
}
