using System.Globalization;

namespace RpcStack.Services.Files.Ftp;

/// <summary>Entries for people, in the form of <c>ls -l</c>, which most servers use for LIST.</summary>
internal static class UnixListing
{
    private const int FieldsBeforeName = 8;

    // ls writes the year where the time would be misleading.
    private static readonly TimeSpan Recent = TimeSpan.FromDays(182);

    internal static string Format(FileEntry entry, DateTimeOffset now)
    {
        bool isRecent = entry.Modified > now - Recent && entry.Modified < now.AddDays(1);
        string date = entry.Modified.ToString(
            isRecent ? "MMM dd HH:mm" : "MMM dd  yyyy", CultureInfo.InvariantCulture);
        string mode = entry.Kind == FileKind.File ? "-rw-r--r--" : "drwxr-xr-x";
        return $"{mode}   1 ftp      ftp      {entry.Size,12} {date} {entry.Name}";
    }

    /// <summary>Reads a line; null where it is no entry, or one of something else than files.</summary>
    internal static FileEntry? Parse(string line, DateTimeOffset now)
    {
        string[] fields = new string[FieldsBeforeName];
        int at = 0;
        for (int i = 0; i < FieldsBeforeName; i++)
        {
            while (at < line.Length && line[at] == ' ') at++;
            int end = line.IndexOf(' ', at);
            if (end < 0) return null;
            fields[i] = line[at..end];
            at = end;
        }

        // One space parts the name from the time; names may begin with more.
        string name = line[(at + 1)..];
        if (fields[0][0] is not ('-' or 'd' or 'l') || name is "" or "." or "..") return null;
        bool isDirectory = fields[0][0] == 'd';
        if (fields[0][0] == 'l' && name.IndexOf(" -> ", StringComparison.Ordinal) is > 0 and var arrow) name = name[..arrow];
        if (!MachineListing.TryParseSize(fields[4], out long size)) return null;
        return new FileEntry(
            name,
            isDirectory ? FileKind.Directory : FileKind.File,
            isDirectory ? 0 : size,
            TimeOf(fields[5], fields[6], fields[7], now).ToUnixTimeMilliseconds());
    }

    // Where there is no year, the time is the last one that there was.
    private static DateTimeOffset TimeOf(string month, string day, string timeOrYear, DateTimeOffset now)
    {
        if (!timeOrYear.Contains(':', StringComparison.Ordinal))
            return TimeOf($"{month} {day} {timeOrYear} 00:00") ?? DateTimeOffset.UnixEpoch;
        DateTimeOffset? thisYear = TimeOf($"{month} {day} {now.Year} {timeOrYear}");
        return thisYear <= now.AddDays(1)
            ? thisYear.Value
            : TimeOf($"{month} {day} {now.Year - 1} {timeOrYear}") ?? DateTimeOffset.UnixEpoch;
    }

    private static DateTimeOffset? TimeOf(string text) => DateTimeOffset.TryParseExact(
        text, "MMM d yyyy H:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
        ? time
        : null;
}
