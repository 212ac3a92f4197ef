namespace RpcStack.Services.Files.Store;

/// <summary>Follows symbolic links one by one, so that where they lead is known before anything is opened.</summary>
internal static class RealPath
{
    // What Linux allows.
    private const int MaxLinks = 40;

    /// <summary>The path without links, or null where they go round in circles. What does not exist is no link.</summary>
    /// <param name="directory">A directory that is known to have no links in its path.</param>
    /// <param name="names">What to look for in it.</param>
    /// <param name="followsLast">Whether the last name is followed where it is a link.</param>
    internal static string? Resolve(string directory, IEnumerable<string> names, bool followsLast = true)
    {
        string at = directory;
        var pending = new Stack<string>(names.Reverse());
        int links = 0;
        while (pending.TryPop(out string? name))
        {
            if (name is ".." or "." or "")
            {
                if (name is "..") at = Path.GetDirectoryName(at) ?? at;
                continue;
            }

            string next = Path.Join(at, name);
            string? target = followsLast || pending.Count > 0 ? new FileInfo(next).LinkTarget : null;
            if (target is null)
            {
                at = next;
                continue;
            }

            if (++links > MaxLinks) return null;
            if (Path.IsPathRooted(target)) at = Path.GetPathRoot(target)!;
            foreach (string step in Names(target).Reverse()) pending.Push(step);
        }

        return at;
    }

    /// <summary>The path of an existing directory without links.</summary>
    internal static string? Resolve(string path)
    {
        string full = Path.GetFullPath(path);
        return Resolve(Path.GetPathRoot(full)!, Names(full));
    }

    private static string[] Names(string path) =>
        path[(Path.GetPathRoot(path)?.Length ?? 0)..]
            .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]);
}
