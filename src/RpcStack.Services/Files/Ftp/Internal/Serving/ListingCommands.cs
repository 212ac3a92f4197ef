using System.IO.Enumeration;
using System.Runtime.CompilerServices;
using System.Text;

namespace RpcStack.Services.Files.Ftp;

/// <summary>Directories over data connections: RFC 959 §4.1.3, RFC 3659 §7.</summary>
internal static class ListingCommands
{
    private const int PieceSize = 32 << 10;

    internal static ValueTask<FtpAnswer?> ListAsync(FtpSession session, string argument, CancellationToken cancel)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        return SendAsync(session, WithoutOptions(argument), (entry, _) => UnixListing.Format(entry, now), cancel);
    }

    // Names are what RETR would take: with the directory that was asked for.
    internal static ValueTask<FtpAnswer?> NlstAsync(FtpSession session, string argument, CancellationToken cancel) =>
        SendAsync(session, WithoutOptions(argument), (entry, directory) => directory + entry.Name, cancel);

    internal static async ValueTask<FtpAnswer?> MlsdAsync(FtpSession session, string argument, CancellationToken cancel)
    {
        FileEntry entry = await session.Files.StatAsync(session.PathOf(argument), cancel).ConfigureAwait(false);
        return entry.Kind == FileKind.Directory
            ? await SendAsync(session, argument, (e, _) => MachineListing.Format(e, e.Name, session.Facts), cancel)
                .ConfigureAwait(false)
            : new FtpAnswer(501, "MLSD is for directories: use MLST");
    }

    private static async ValueTask<FtpAnswer?> SendAsync(
        FtpSession session, string argument, Func<FileEntry, string, string> format, CancellationToken cancel)
    {
        (IAsyncEnumerable<FileEntry> entries, bool isDirectory) =
            await FindAsync(session, session.PathOf(argument), cancel).ConfigureAwait(false);
        string directory = isDirectory
            ? argument.Length == 0 || argument.EndsWith('/') ? argument : argument + "/"
            : argument[..(argument.LastIndexOf('/') + 1)];
        return await TransferCommands.RunAsync(session, async (data, token) =>
        {
            var lines = new StringBuilder();
            await foreach (FileEntry entry in entries.WithCancellation(token).ConfigureAwait(false))
            {
                lines.Append(format(entry, directory)).Append("\r\n");
                if (lines.Length < PieceSize) continue;
                await data.SendAsync(Encoding.UTF8.GetBytes(lines.ToString()), token).ConfigureAwait(false);
                lines.Clear();
            }

            await data.SendAsync(Encoding.UTF8.GetBytes(lines.ToString()), token).ConfigureAwait(false);
            await data.FinishAsync().ConfigureAwait(false);
        }, cancel).ConfigureAwait(false);
    }

    /// <summary>A directory's entries, a file alone, or what a name with <c>*</c> and <c>?</c> stands for.</summary>
    private static async ValueTask<(IAsyncEnumerable<FileEntry> Entries, bool IsDirectory)> FindAsync(
        FtpSession session, string path, CancellationToken cancel)
    {
        try
        {
            FileEntry entry = await session.Files.StatAsync(path, cancel).ConfigureAwait(false);
            return entry.Kind == FileKind.Directory ? (session.Files.ListAsync(path, cancel), true) : (Just(entry), false);
        }
        catch (FileFault missing) when (missing.Problem == FileProblem.NotFound)
        {
            string pattern = VirtualPath.NameOf(path), directory = VirtualPath.ParentOf(path);
            if (pattern.AsSpan().IndexOfAny('*', '?') < 0) throw;
            await session.Files.StatAsync(directory, cancel).ConfigureAwait(false);
            return (MatchAsync(session.Files.ListAsync(directory, cancel), pattern, cancel), false);
        }
    }

    private static async IAsyncEnumerable<FileEntry> Just(FileEntry entry)
    {
        await ValueTask.CompletedTask.ConfigureAwait(false);
        yield return entry;
    }

    private static async IAsyncEnumerable<FileEntry> MatchAsync(
        IAsyncEnumerable<FileEntry> entries, string pattern, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (FileEntry entry in entries.WithCancellation(cancel).ConfigureAwait(false))
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, entry.Name, ignoreCase: false)) yield return entry;
        }
    }

    // Clients say LIST -la, as if they ran ls.
    private static string WithoutOptions(string argument)
    {
        while (argument.StartsWith('-'))
        {
            int space = argument.IndexOf(' ');
            argument = space < 0 ? "" : argument[space..].TrimStart();
        }

        return argument;
    }
}
