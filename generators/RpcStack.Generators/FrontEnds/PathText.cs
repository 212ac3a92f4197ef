namespace RpcStack.Generators.FrontEnds;

/// <summary>Paths as text: a generator touches no file.</summary>
internal static class PathText
{
    /// <summary>With forward slashes, and without <c>.</c> and <c>..</c>.</summary>
    public static string Normalize(string path)
    {
        List<string> parts = [];
        foreach (string part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] is not ("" or ".."))
                parts.RemoveAt(parts.Count - 1);
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
                parts.Add(part);
        }

        return string.Join("/", parts);
    }

    /// <summary>The path of a file that another names.</summary>
    public static string Beside(string path, string name)
    {
        bool isRooted = name.Length > 1 && (name[0] is '/' or '\\' || name[1] == ':');
        return Normalize(isRooted ? name : path.Substring(0, path.LastIndexOf('/') + 1) + name);
    }

    /// <summary>The path from a folder on, or from where the two part; the name alone where they have nothing in common.</summary>
    public static string From(string folder, string path)
    {
        string[] from = Normalize(folder).Split('/');
        string[] parts = Normalize(path).Split('/');
        int common = 0;
        while (common < from.Length && common < parts.Length - 1 && from[common] == parts[common]) common++;
        return common == 0 ? parts[parts.Length - 1] : string.Join("/", parts.Skip(common));
    }

    /// <summary>The last parts of a path.</summary>
    public static string Tail(string path, int parts)
    {
        string[] all = path.Split('/');
        return string.Join("/", all.Skip(all.Length - parts));
    }
}
