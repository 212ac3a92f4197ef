using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>Reads the file of a <see cref="ZoneJournal"/>.</summary>
internal sealed class ZoneJournalReader(string path, string text)
{
    internal const string Separator = ";changes\n";

    private const int DigestSize = 8;

    private int _line = 1;

    /// <summary>How many octets the zone has, without its changes.</summary>
    internal long ZoneSize { get; private set; }

    /// <summary>How many octets of the file are sound; what comes after was being written at a crash.</summary>
    internal long Size { get; private set; }

    internal static string DigestOf(StringBuilder lines) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString())).AsSpan(0, DigestSize));

    internal (Zone Zone, ZoneHistory History) Read()
    {
        int at = text.IndexOf('\n' + Separator, StringComparison.Ordinal) + 1 + Separator.Length;
        if (at == Separator.Length) throw Broken("the zone is cut off");
        Zone zone = ZoneFile.Parse(text[..at], path);
        _line += text.AsSpan(0, at).Count('\n');
        ZoneSize = Size = Encoding.UTF8.GetByteCount(text.AsSpan(0, at));
        var patch = new ZonePatch(zone);
        ZoneHistory history = ZoneHistory.Empty;
        while (ReadChange(ref at) is { } change)
        {
            Apply(change, patch);
            history = history.With(change);
        }

        // Only the last change can have been on its way when the machine stopped.
        if (text.IndexOf("\n=", at, StringComparison.Ordinal) is >= 0 and var end && text.IndexOf('\n', end + 1) is >= 0 and var next
            && next + 1 < text.Length)
        {
            throw Broken("the change that begins here is broken");
        }

        return (patch.Build(out string? problem) ?? throw Broken(problem!), history);
    }

    /// <summary>Reads the change at an offset and goes on to the next; null where there is no whole one.</summary>
    private ZoneChange? ReadChange(ref int at)
    {
        var lines = new StringBuilder();
        List<ResourceRecord> removed = [];
        List<ResourceRecord> added = [];
        int line = _line;
        for (int start = at; text.IndexOf('\n', start) is >= 0 and var end; start = end + 1, line++)
        {
            string content = text[start..end];
            if (content.StartsWith('='))
            {
                if (content[1..] != DigestOf(lines) || removed.Count == 0 || added.Count == 0) return null;
                Size += Encoding.UTF8.GetByteCount(text.AsSpan(at, end + 1 - at));
                (at, _line) = (end + 1, line + 1);
                return new ZoneChange(removed[0], added[0], removed[1..], added[1..]);
            }

            lines.Append(content).Append('\n');
            if (!TryParse(content, out ResourceRecord? record)) return null;
            (content[0] == '-' ? removed : added).Add(record);
        }

        return null;
    }

    private static bool TryParse(string line, [NotNullWhen(true)] out ResourceRecord? record)
    {
        record = null;
        if (line is not ['+' or '-', .. string text]) return false;
        try
        {
            record = ResourceRecord.Parse(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private void Apply(ZoneChange change, ZonePatch patch)
    {
        bool isFitting = patch.Remove(change.From);
        foreach (ResourceRecord record in change.Removed) isFitting &= patch.Remove(record);
        if (!isFitting) throw Broken("a change takes away what is not there");
        patch.Add(change.To);
        foreach (ResourceRecord record in change.Added) patch.Add(record);
    }

    private ZoneFileException Broken(string problem) => new([new ZoneFileError(path, _line, 1, problem)]);
}
