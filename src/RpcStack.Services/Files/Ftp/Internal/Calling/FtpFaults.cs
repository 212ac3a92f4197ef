namespace RpcStack.Services.Files.Ftp;

/// <summary>What was tried with a path.</summary>
internal enum FileAct
{
    List,
    Read,
    Write,
    Delete,
    Make,
}

/// <summary>
/// Says in the contract's terms why a server refused. Replies tell little, 550 least of all, so the path is looked at.
/// </summary>
internal static class FtpFaults
{
    /// <summary>The fault, or null where the refusal has nothing to do with the path.</summary>
    internal static async Task<FileFault?> ExplainAsync(
        FtpException failure, FileAct act, string path, Func<string, Task<FileEntry?>> find) => failure.Reply!.Code switch
        {
            450 => FileFaults.Make(FileProblem.Busy, path, $"is in use ({failure.Reply.Text})"),
            452 => FileFaults.Make(FileProblem.NoSpace, path, $"cannot be written: {Explained(failure.Reply)}"),
            552 => FileFaults.Make(FileProblem.TooLarge, path, $"cannot be written: {Explained(failure.Reply)}"),
            554 => FileFaults.Make(FileProblem.BadOffset, path, $"has no such offset ({failure.Reply.Text})"),
            // 451 is what Pure-FTPd says to RNTO.
            451 or 501 or 550 or 553 => await LookAsync(failure.Reply, act, path, find).ConfigureAwait(false),
            _ => null,
        };

    private static async Task<FileFault> LookAsync(
        FtpReply reply, FileAct act, string path, Func<string, Task<FileEntry?>> find)
    {
        FileEntry? there = await find(path).ConfigureAwait(false);
        bool isNeeded = act is FileAct.List or FileAct.Read or FileAct.Delete;
        if (there is null && isNeeded) return FileFaults.NotFound(path);
        if (there is not null && act == FileAct.Make) return FileFaults.Make(FileProblem.AlreadyExists, path, "exists");
        if (there is { Kind: FileKind.File } && act == FileAct.List)
            return FileFaults.Make(FileProblem.NotADirectory, path, "is not a directory");
        if (there is { Kind: FileKind.Directory } && act is FileAct.Read or FileAct.Write)
            return FileFaults.Make(FileProblem.IsADirectory, path, "is a directory");
        if (there is { Kind: FileKind.Directory } && act == FileAct.Delete)
            return FileFaults.Make(FileProblem.NotEmpty, path, "is not empty");
        string parent = VirtualPath.ParentOf(path);
        if (there is null && await find(parent).ConfigureAwait(false) is null) return FileFaults.NotFound(parent);
        return FileFaults.Make(FileProblem.Denied, path, $"is refused: {reply}");
    }

    private static string Explained(FtpReply reply) => string.Join(' ', reply.Lines);
}
