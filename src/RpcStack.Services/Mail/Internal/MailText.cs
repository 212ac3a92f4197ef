using System.Buffers;

namespace RpcStack.Services.Mail;

/// <summary>The form of text on the wire: lines that end with CRLF, and dots doubled where they begin one.</summary>
internal static class MailText
{
    public static readonly byte[] EndOfData = ".\r\n"u8.ToArray();

    /// <summary>Whether every CR and LF is part of CRLF.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> text)
    {
        for (int at; (at = text.IndexOfAny((byte)'\r', (byte)'\n')) >= 0; text = text[(at + 2)..])
        {
            if (text[at] == '\n' || at + 1 == text.Length || text[at + 1] != '\n') return false;
        }

        return true;
    }

    /// <summary>The text with CRLF for every line break of any kind, and one at its end.</summary>
    public static byte[] Canonical(byte[] text)
    {
        bool isEnded = text.Length == 0 || text is [.., (byte)'\r', (byte)'\n'];
        if (isEnded && IsCanonical(text)) return text;
        var canonical = new ArrayBufferWriter<byte>(text.Length + (text.Length / 16) + 16);
        for (ReadOnlySpan<byte> rest = text; rest.Length > 0;)
        {
            int end = rest.IndexOfAny((byte)'\r', (byte)'\n');
            canonical.Write(end < 0 ? rest : rest[..end]);
            canonical.Write("\r\n"u8);
            if (end < 0) break;
            rest = rest[end..].StartsWith("\r\n"u8) ? rest[(end + 2)..] : rest[(end + 1)..];
        }

        return canonical.WrittenSpan.ToArray();
    }

    /// <summary>Doubles the dot at the beginning of each line of canonical text.</summary>
    public static ReadOnlyMemory<byte> Stuffed(ReadOnlyMemory<byte> canonical)
    {
        ReadOnlySpan<byte> rest = canonical.Span;
        if (!rest.StartsWith("."u8) && rest.IndexOf("\n."u8) < 0) return canonical;
        var stuffed = new ArrayBufferWriter<byte>(rest.Length + (rest.Length / 16) + 16);
        if (rest.StartsWith("."u8)) stuffed.Write("."u8);
        for (int at; (at = rest.IndexOf("\n."u8)) >= 0; rest = rest[(at + 2)..])
        {
            stuffed.Write(rest[..(at + 2)]);
            stuffed.Write("."u8);
        }

        stuffed.Write(rest);
        return stuffed.WrittenMemory;
    }

    /// <summary>How long the longest line is, CRLF not counted.</summary>
    public static int LongestLine(ReadOnlySpan<byte> canonical)
    {
        int longest = 0;
        for (int at; (at = canonical.IndexOf((byte)'\n')) >= 0; canonical = canonical[(at + 1)..])
            longest = Math.Max(longest, at - 1);
        return Math.Max(longest, canonical.Length);
    }

    /// <summary>The header, with the CRLF of its last line: all up to the first empty line.</summary>
    public static ReadOnlySpan<byte> HeaderOf(ReadOnlySpan<byte> canonical)
    {
        if (canonical.StartsWith("\r\n"u8)) return default;
        int end = canonical.IndexOf("\r\n\r\n"u8);
        return end < 0 ? canonical : canonical[..(end + 2)];
    }
}
