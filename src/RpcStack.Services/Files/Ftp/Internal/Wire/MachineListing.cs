using System.Globalization;

namespace RpcStack.Services.Files.Ftp;

/// <summary>Entries for machines: <c>type=file;size=1024;modify=20240229123456; name</c> (RFC 3659 §7).</summary>
internal static class MachineListing
{
    /// <summary>The facts that there are, in their order.</summary>
    internal static readonly IReadOnlyList<string> Facts = ["type", "size", "modify"];

    /// <summary>Writes an entry with some of the facts.</summary>
    internal static string Format(FileEntry entry, string name, IReadOnlyCollection<string> facts)
    {
        string text = "";
        bool isFile = entry.Kind == FileKind.File;
        if (facts.Contains("type")) text += isFile ? "type=file;" : "type=dir;";
        if (facts.Contains("size") && isFile) text += $"size={entry.Size};";
        if (facts.Contains("modify")) text += $"modify={FtpTime.Format(entry.Modified)};";
        return $"{text} {name}";
    }

    /// <summary>Reads a listing's entry; null where it is none, or not of a file or directory in it.</summary>
    internal static FileEntry? Parse(string line) =>
        line.Contains("type=cdir;", StringComparison.OrdinalIgnoreCase)
        || line.Contains("type=pdir;", StringComparison.OrdinalIgnoreCase)
            ? null
            : ParseOne(line);

    /// <summary>Reads an entry on its own, which may be of the current directory.</summary>
    internal static FileEntry? ParseOne(string line)
    {
        int space = line.IndexOf(' ');
        if (space < 0 || space == line.Length - 1) return null;
        FileKind? kind = null;
        long size = 0;
        DateTimeOffset modified = DateTimeOffset.UnixEpoch;
        foreach (string fact in line[..space].Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = fact.IndexOf('=');
            string value = fact[(equals + 1)..];
            switch (fact[..Math.Max(equals, 0)].ToLowerInvariant())
            {
                case "type":
                    kind = KindOf(value);
                    break;
                case "size":
                    if (!TryParseSize(value, out size)) return null;
                    break;
                case "modify" when FtpTime.TryParse(value, out DateTimeOffset time):
                    modified = time;
                    break;
            }
        }

        return kind is { } known
            ? new FileEntry(line[(space + 1)..], known, known == FileKind.File ? size : 0, modified.ToUnixTimeMilliseconds())
            : null;
    }

    internal static bool TryParseSize(string text, out long size) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size);

    // A link's type is OS.unix=slink:target or so; what it leads to is not said, so most are files.
    private static FileKind? KindOf(string type) => type.ToLowerInvariant() switch
    {
        "file" => FileKind.File,
        "dir" or "cdir" or "pdir" => FileKind.Directory,
        var other => other.StartsWith("os.unix=s", StringComparison.Ordinal) ? FileKind.File : null,
    };
}
