using System.Globalization;
using System.Text;

namespace RpcStack.Services.Mail.Messages;

/// <summary>Octets in lines of ASCII, and back (RFC 2045 §6).</summary>
internal static class TransferEncoding
{
    // RFC 2045 §6.7 and §6.8.
    private const int MaxLine = 76;

    public static byte[] Decode(byte[] body, string name) => name.Trim().ToLowerInvariant() switch
    {
        "base64" => DecodeBase64(body),
        "quoted-printable" => DecodeQuotedPrintable(body),
        _ => body,
    };

    public static string EncodeBase64(ReadOnlySpan<byte> content) =>
        Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks) + "\r\n";

    /// <summary>Text in quoted-printable, with CRLF for its line breaks.</summary>
    public static string EncodeQuotedPrintable(string text)
    {
        var encoded = new StringBuilder();
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            AppendLine(encoded, Encoding.UTF8.GetBytes(line));
            encoded.Append("\r\n");
        }

        // The break after the last line was not part of the text.
        return encoded.ToString(0, encoded.Length - 2);
    }

    private static void AppendLine(StringBuilder encoded, byte[] line)
    {
        int column = 0;
        for (int i = 0; i < line.Length; i++)
        {
            bool isPlain = IsPlain(line, i);
            string text = isPlain
                ? ((char)line[i]).ToString()
                : string.Create(CultureInfo.InvariantCulture, $"={line[i]:X2}");
            if (column + text.Length > MaxLine - 1)
            {
                encoded.Append("=\r\n");
                column = 0;
            }

            encoded.Append(text);
            column += text.Length;
        }
    }

    // A blank at the end of a line is lost on some ways, and a dot or "From " at its beginning changed.
    private static bool IsPlain(ReadOnlySpan<byte> line, int at)
    {
        if (line[at] is (byte)' ' or (byte)'\t') return at < line.Length - 1;
        if (at == 0 && (line[0] == '.' || line.StartsWith("From "u8))) return false;
        return line[at] is > (byte)' ' and < 127 and not (byte)'=';
    }

    // Whatever is not of the alphabet is passed over (RFC 2045 §6.8).
    private static byte[] DecodeBase64(byte[] body)
    {
        var digits = new StringBuilder(body.Length);
        foreach (byte octet in body)
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'+' or (byte)'/') digits.Append((char)octet);
            if (octet == '=') break;
        }

        // A lone digit at the end says nothing.
        if (digits.Length % 4 == 1) digits.Length--;
        digits.Append('=', (4 - (digits.Length % 4)) % 4);
        return Convert.FromBase64String(digits.ToString());
    }

    private static byte[] DecodeQuotedPrintable(byte[] body)
    {
        List<byte> octets = [];
        for (int i = 0; i < body.Length; i++)
        {
            if (body[i] != '=')
            {
                octets.Add(body[i]);
                continue;
            }

            int lineEnd = SoftBreak(body.AsSpan(i + 1));
            if (lineEnd > 0) i += lineEnd;
            else if (i + 2 < body.Length && IsHex(body[i + 1]) && IsHex(body[i + 2]))
            {
                octets.Add(Convert.ToByte($"{(char)body[i + 1]}{(char)body[i + 2]}", 16));
                i += 2;
            }
            else
            {
                octets.Add(body[i]);
            }
        }

        return [.. octets];
    }

    /// <summary>How many octets a soft line break has after its "=": blanks, and the break.</summary>
    private static int SoftBreak(ReadOnlySpan<byte> rest)
    {
        int blanks = rest.IndexOfAnyExcept((byte)' ', (byte)'\t');
        if (blanks < 0) return 0;
        if (rest[blanks] == '\n') return blanks + 1;
        return rest[blanks..].StartsWith("\r\n"u8) ? blanks + 2 : 0;
    }

    private static bool IsHex(byte octet) => char.IsAsciiHexDigit((char)octet);
}
