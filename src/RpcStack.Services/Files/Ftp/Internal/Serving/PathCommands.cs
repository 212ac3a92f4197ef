namespace RpcStack.Services.Files.Ftp;

/// <summary>Directories and names: RFC 959 §4.1.3, RFC 1123 §4.1.3.1, RFC 3659.</summary>
internal static class PathCommands
{
    internal static Dictionary<string, FtpCommand> Table { get; } = WithOldNames(new()
    {
        ["PWD"] = new((session, _, _) => ValueTask.FromResult<FtpAnswer?>(
            new(257, $"{Quoted(session.Directory)} is the current directory")), FtpArgument.None),
        ["CWD"] = new(CwdAsync, FtpArgument.Required),
        ["CDUP"] = new((session, _, cancel) => CwdAsync(session, "..", cancel), FtpArgument.None),
        ["MKD"] = new(MkdAsync, FtpArgument.Required),
        ["RMD"] = new((session, path, cancel) => DeleteAsync(session, path, FileKind.Directory, cancel), FtpArgument.Required),
        ["DELE"] = new((session, path, cancel) => DeleteAsync(session, path, FileKind.File, cancel), FtpArgument.Required),
        ["RNFR"] = new(RnfrAsync, FtpArgument.Required),
        ["RNTO"] = new(RntoAsync, FtpArgument.Required),
        ["SIZE"] = new(SizeAsync, FtpArgument.Required),
        ["MDTM"] = new(MdtmAsync, FtpArgument.Required),
        ["MLST"] = new(MlstAsync, FtpArgument.Optional),
    });

    // RFC 1123 §4.1.3.1: older programs use these.
    private static Dictionary<string, FtpCommand> WithOldNames(Dictionary<string, FtpCommand> table)
    {
        (string Old, string New)[] names =
            [("XPWD", "PWD"), ("XCWD", "CWD"), ("XCUP", "CDUP"), ("XMKD", "MKD"), ("XRMD", "RMD")];
        foreach ((string old, string now) in names) table[old] = table[now];
        return table;
    }

    // RFC 959 appendix II: a quote within quotes is doubled.
    private static string Quoted(string path) => $"\"{path.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static async ValueTask<FtpAnswer?> CwdAsync(FtpSession session, string argument, CancellationToken cancel)
    {
        string path = session.PathOf(argument);
        FileEntry entry = await session.Files.StatAsync(path, cancel).ConfigureAwait(false);
        if (entry.Kind != FileKind.Directory) return new FtpAnswer(550, $"'{path}' is not a directory");
        session.Directory = path;
        return new FtpAnswer(250, $"{Quoted(path)} is the current directory");
    }

    private static async ValueTask<FtpAnswer?> MkdAsync(FtpSession session, string argument, CancellationToken cancel)
    {
        string path = session.PathOf(argument);
        await session.Files.MakeDirectoryAsync(path, cancel).ConfigureAwait(false);
        return new FtpAnswer(257, $"{Quoted(path)} created");
    }

    private static async ValueTask<FtpAnswer?> DeleteAsync(
        FtpSession session, string argument, FileKind kind, CancellationToken cancel)
    {
        string path = session.PathOf(argument);
        FileEntry entry = await session.Files.StatAsync(path, cancel).ConfigureAwait(false);
        if (entry.Kind != kind)
        {
            return new FtpAnswer(
                550, kind == FileKind.File ? $"'{path}' is a directory: use RMD" : $"'{path}' is a file: use DELE");
        }

        await session.Files.DeleteAsync(path, cancel).ConfigureAwait(false);
        return new FtpAnswer(250, $"{Quoted(path)} deleted");
    }

    private static async ValueTask<FtpAnswer?> RnfrAsync(FtpSession session, string argument, CancellationToken cancel)
    {
        string path = session.PathOf(argument);
        await session.Files.StatAsync(path, cancel).ConfigureAwait(false);
        session.RenameFrom = path;
        return new FtpAnswer(350, "Now the new name, by RNTO");
    }

    private static async ValueTask<FtpAnswer?> RntoAsync(FtpSession session, string argument, CancellationToken cancel)
    {
        if (session.RenameFrom is not { } from) return new FtpAnswer(503, "Use RNFR first");
        session.RenameFrom = null;
        await session.Files.RenameAsync(from, session.PathOf(argument), cancel).ConfigureAwait(false);
        return new FtpAnswer(250, "Renamed");
    }

    private static async ValueTask<FtpAnswer?> SizeAsync(FtpSession session, string argument, CancellationToken cancel)
    {
        string path = session.PathOf(argument);
        // RFC 3659 §4: the size is that of the transfer, and to know it of text all of it would have to be read.
        if (!session.IsBinary) return new FtpAnswer(550, "SIZE needs TYPE I");
        FileEntry entry = await session.Files.StatAsync(path, cancel).ConfigureAwait(false);
        return entry.Kind == FileKind.File
            ? new FtpAnswer(213, $"{entry.Size}")
            : new FtpAnswer(550, $"'{path}' is a directory");
    }

    private static async ValueTask<FtpAnswer?> MdtmAsync(FtpSession session, string argument, CancellationToken cancel)
    {
        string path = session.PathOf(argument);
        FileEntry entry = await session.Files.StatAsync(path, cancel).ConfigureAwait(false);
        return entry.Kind == FileKind.File
            ? new FtpAnswer(213, FtpTime.Format(entry.Modified))
            : new FtpAnswer(550, $"'{path}' is a directory");
    }

    private static async ValueTask<FtpAnswer?> MlstAsync(FtpSession session, string argument, CancellationToken cancel)
    {
        string path = session.PathOf(argument);
        FileEntry entry = await session.Files.StatAsync(path, cancel).ConfigureAwait(false);
        string line = MachineListing.Format(entry, path, session.Facts);
        return new FtpAnswer(250, "End", $"Listing {path}", line);
    }
}
