namespace RpcStack.Services.Files.Store;

/// <summary>Says in the contract's terms what the file system said.</summary>
internal static class StoreFaults
{
    // errno, which is what .NET puts into HResult on Unix, and their namesakes on Windows.
    private static readonly int[] FullDisk = [28 /* ENOSPC */, 122 /* EDQUOT */, unchecked((int)0x80070070)];
    private static readonly int[] InUse = [11 /* EWOULDBLOCK */, unchecked((int)0x80070020)];
    private static readonly int[] TooLong = [36 /* ENAMETOOLONG */];

    /// <summary>The fault that an exception of the file system is, or null where it is none.</summary>
    internal static FileFault? Of(Exception failure, string path) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => FileFaults.NotFound(path),
        UnauthorizedAccessException => FileFaults.Make(FileProblem.Denied, path, "may not be accessed"),
        PathTooLongException => FileFaults.Make(FileProblem.BadName, path, "is longer than the system allows"),
        IOException full when FullDisk.Contains(full.HResult) =>
            FileFaults.Make(FileProblem.NoSpace, path, "cannot be written: the disk is full"),
        IOException used when InUse.Contains(used.HResult) =>
            FileFaults.Make(FileProblem.Busy, path, "is being written by somebody else"),
        IOException longer when TooLong.Contains(longer.HResult) =>
            FileFaults.Make(FileProblem.BadName, path, "is longer than the system allows"),
        _ => null,
    };

    /// <summary>Runs what uses the file system.</summary>
    internal static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (Of(failure, path) is { } fault)
        {
            throw fault;
        }
    }
}
