using System.Globalization;

namespace RpcStack.Services.Files.Ftp;

/// <summary>Reads replies, of one line or several (RFC 959 §4.2).</summary>
internal static class ReplyReader
{
    /// <summary>The most lines of a reply; the longest in use are listings of features.</summary>
    internal const int MaxLines = 1000;

    internal static async ValueTask<FtpReply> ReadAsync(ControlChannel control, CancellationToken cancel)
    {
        string first = await NextAsync(control, cancel).ConfigureAwait(false);
        int code = CodeOf(first);
        List<string> lines = [TextOf(first)];
        if (first.Length > 3 && first[3] == '-')
        {
            string line;
            string last = first[..3] + " ";
            do
            {
                line = await NextAsync(control, cancel).ConfigureAwait(false);
                if (lines.Count == MaxLines) throw new FtpProtocolException($"A reply has more than {MaxLines} lines");
                lines.Add(IsMarked(line, first) ? TextOf(line) : line);
            }
            while (!line.StartsWith(last, StringComparison.Ordinal));
        }

        return new FtpReply(code, lines);
    }

    private static async ValueTask<string> NextAsync(ControlChannel control, CancellationToken cancel) =>
        await control.ReadLineAsync(cancel).ConfigureAwait(false)
        ?? throw new EndOfStreamException($"{control.Remote} closed the connection");

    private static int CodeOf(string line)
    {
        bool isReply = line.Length >= 3
            && line[0] is >= '1' and <= '5'
            && int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && (line.Length == 3 || line[3] is ' ' or '-');
        return isReply
            ? int.Parse(line.AsSpan(0, 3), CultureInfo.InvariantCulture)
            : throw new FtpProtocolException($"'{VirtualPath.Shown(line)}' is no reply");
    }

    private static bool IsMarked(string line, string first) =>
        line.Length > 3 && line.AsSpan(0, 3).SequenceEqual(first.AsSpan(0, 3)) && line[3] is ' ' or '-';

    private static string TextOf(string line) => line.Length > 4 ? line[4..] : "";
}
