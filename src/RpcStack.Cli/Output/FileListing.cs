using System.Globalization;
using RpcStack.Services.Files;

namespace RpcStack.Cli.Output;

/// <summary>A directory, an entry a line: size in octets, time in UTC, name.</summary>
internal static class FileListing
{
    public static void Write(IReadOnlyList<FileEntry> entries)
    {
        string Size(FileEntry entry) => entry.Size.ToString("N0", CultureInfo.InvariantCulture);
        int width = entries.Select(entry => Size(entry).Length).DefaultIfEmpty().Max();
        foreach (FileEntry entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            bool isDirectory = entry.Kind == FileKind.Directory;
            string size = (isDirectory ? "-" : Size(entry)).PadLeft(width);
            string time = entry.Modified.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            Console.WriteLine($"{size}  {time}  {Clean(entry.Name)}{(isDirectory ? "/" : "")}");
        }
    }

    // A name comes from elsewhere, and must not move the cursor.
    private static string Clean(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));
}
