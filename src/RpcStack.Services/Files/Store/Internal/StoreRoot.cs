namespace RpcStack.Services.Files.Store;

/// <summary>The directory that nothing leads out of: neither <c>..</c> nor a symbolic link.</summary>
internal sealed class StoreRoot
{
    private readonly string _prefix;

    internal StoreRoot(string directory)
    {
        string? real = RealPath.Resolve(directory);
        if (real is null || !System.IO.Directory.Exists(real))
            throw new DirectoryNotFoundException($"There is no directory '{directory}'.");
        Directory = real;
        _prefix = Path.EndsInDirectorySeparator(real) ? real : real + Path.DirectorySeparatorChar;
    }

    /// <summary>The directory on this machine, without links in its path.</summary>
    internal string Directory { get; }

    /// <summary>Where a path is on this machine, whether or not it exists.</summary>
    /// <param name="path">The path below the root.</param>
    /// <param name="followsLast">Whether it is what a link at its end leads to; else it is the link.</param>
    /// <exception cref="FileFault">It leads out of the root, or is the store's own.</exception>
    internal string Locate(string path, bool followsLast = true)
    {
        List<string> names = VirtualPath.Split(path);
        if (names.Contains(UploadFolder.Name)) throw FileFaults.NotFound(path);
        string? real = RealPath.Resolve(Directory, names, followsLast);
        // That there is something outside is not for the peer to know.
        return real is not null && Holds(real) ? real : throw FileFaults.NotFound(path);
    }

    /// <summary>Where an entry of a directory really is, or null where it is not within the root.</summary>
    internal string? LocateEntry(string directory, string name) =>
        RealPath.Resolve(directory, [name]) is { } real && Holds(real) ? real : null;

    private bool Holds(string real) =>
        real == Directory || real.StartsWith(_prefix, StringComparison.Ordinal);
}
