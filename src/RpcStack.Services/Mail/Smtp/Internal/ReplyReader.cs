using System.Globalization;
using System.Text;

namespace RpcStack.Services.Mail.Smtp;

/// <summary>Reads replies: 3DIGIT "-" text CRLF … 3DIGIT SP text CRLF (RFC 5321 §4.2.1).</summary>
internal static class ReplyReader
{
    // RFC 5321 §4.5.3.1.5 has 512; more does no harm.
    private const int MaxLine = 4096;
    private const int MaxLines = 256;

    public static async ValueTask<MailReply> ReadAsync(LineConnection connection, CancellationToken cancel)
    {
        List<string> lines = [];
        while (true)
        {
            Line line = await connection.ReadLineAsync(MaxLine, cancel).ConfigureAwait(false);
            if (line.IsEnd) throw new SmtpException("the server closed the connection");
            if (line.Fault is not LineFault.None and not LineFault.NotUtf8)
                throw new SmtpException($"the server sent a line that is no reply ({line.Fault})");
            Check(line.Text, lines);
            lines.Add(line.Text);
            if (line.Text.Length == 3 || line.Text[3] == ' ') return Parse(lines);
            if (lines.Count == MaxLines) throw new SmtpException($"the server's reply has more than {MaxLines} lines");
        }
    }

    public static MailReply Parse(IReadOnlyList<string> lines)
    {
        int code = int.Parse(lines[0].AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        string[] texts = [.. lines.Select(line => line.Length > 4 ? line[4..] : "")];
        string status = StatusOf(texts[0], code);
        // The status stands in every line (RFC 2034 §4).
        if (status.Length > 0)
        {
            texts = [.. texts.Select(text =>
                text.StartsWith(status, StringComparison.Ordinal) ? text[status.Length..].TrimStart() : text)];
        }

        return new MailReply(code, status, string.Join('\n', texts));
    }

    private static void Check(string line, List<string> before)
    {
        bool isReply = line.Length >= 3
            && line[0] is >= '2' and <= '5' && char.IsAsciiDigit(line[1]) && char.IsAsciiDigit(line[2])
            && (line.Length == 3 || line[3] is ' ' or '-');
        if (!isReply) throw new SmtpException($"the server sent '{Shown(line)}', which is no reply");
        if (before.Count > 0 && string.CompareOrdinal(before[0], 0, line, 0, 3) != 0)
            throw new SmtpException($"the server's reply began with {before[0][..3]} and went on with {line[..3]}");
    }

    private static string StatusOf(string text, int code)
    {
        string word = text.Split(' ')[0];
        string[] parts = word.Split('.');
        bool isStatus = parts.Length == 3
            && parts[0] == (code / 100).ToString(CultureInfo.InvariantCulture)
            && parts.All(part => part.Length is >= 1 and <= 3 && part.All(char.IsAsciiDigit));
        return isStatus ? word : "";
    }

    private static string Shown(string line)
    {
        var shown = new StringBuilder();
        foreach (char c in line.Take(80)) shown.Append(char.IsControl(c) ? '?' : c);
        return shown.ToString();
    }
}
