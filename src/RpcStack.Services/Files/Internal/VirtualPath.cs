using System.Buffers;
using System.Text;

namespace RpcStack.Services.Files;

/// <summary>Paths below a root, by their text alone: no name leads out of it.</summary>
internal static class VirtualPath
{
    internal const string Root = "/";

    /// <summary>The most octets of a name, as on most file systems.</summary>
    internal const int MaxNameLength = 255;

    /// <summary>The most characters of a path.</summary>
    internal const int MaxLength = 4096;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> Unusable = SearchValues.Create(Path.GetInvalidFileNameChars());

    /// <summary>The absolute path without <c>.</c>, <c>..</c> and doubled slashes.</summary>
    /// <param name="directory">What a path without a leading slash is relative to.</param>
    /// <param name="path">The path.</param>
    /// <exception cref="FileFault">A name in it is none.</exception>
    internal static string Combine(string directory, string path)
    {
        bool isAbsolute = path.StartsWith('/');
        return "/" + string.Join('/', Split(isAbsolute ? path : $"{directory}/{path}"));
    }

    /// <summary>The names of a path, from the root down.</summary>
    /// <exception cref="FileFault">One of them is none.</exception>
    internal static List<string> Split(string path)
    {
        if (path.Length > MaxLength) throw Bad($"The path has {path.Length} characters, {MaxLength} are the most", path);
        List<string> names = [];
        foreach (string name in path.Split('/'))
        {
            if (name is "" or ".") continue;
            if (name is not "..") names.Add(Checked(name, path));
            else if (names.Count > 0) names.RemoveAt(names.Count - 1);
        }

        return names;
    }

    /// <summary>The name at the end of a path; the root's is <c>/</c>.</summary>
    internal static string NameOf(string path) => Split(path) is [.., string last] ? last : Root;

    /// <summary>The directory that a path is in; the root is in itself.</summary>
    internal static string ParentOf(string path) => "/" + string.Join('/', Split(path).SkipLast(1));

    /// <summary>Whether a name that the file system has can be shown to peers.</summary>
    internal static bool IsUsable(string name) => ProblemOf(name) is null;

    private static string Checked(string name, string path) =>
        ProblemOf(name) is { } problem ? throw Bad($"A name in '{Shown(path)}' {problem}", path) : name;

    private static string? ProblemOf(string name)
    {
        if (name.Any(char.IsControl)) return "has a control character";
        if (name.AsSpan().ContainsAny(Unusable)) return "has a character that this system does not store";
        try
        {
            int length = StrictUtf8.GetByteCount(name);
            return length > MaxNameLength ? $"has {length} octets, {MaxNameLength} are the most" : null;
        }
        catch (EncoderFallbackException)
        {
            return "is no Unicode text";
        }
    }

    /// <summary>A path as a message may have it, on one line and not too long.</summary>
    internal static string Shown(string path)
    {
        string text = path.Length <= 100 ? path : path[..99] + "…";
        return string.Create(text.Length, text, static (shown, from) =>
        {
            for (int i = 0; i < from.Length; i++) shown[i] = char.IsControl(from[i]) ? '?' : from[i];
        });
    }

    private static FileFault Bad(string message, string path) => new(message + ".", FileProblem.BadName, Shown(path));
}
