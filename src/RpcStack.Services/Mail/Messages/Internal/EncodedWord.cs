using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RpcStack.Services.Mail.Messages;

/// <summary>Text that is not ASCII, in headers that are: =?charset?B|Q?text?= (RFC 2047).</summary>
internal static partial class EncodedWord
{
    // With its frame an encoded word has at most 75 characters (RFC 2047 §2), and the first one stands after a name.
    private const int MaxOctets = 39;

    public static bool IsNeeded(string text) =>
        text.Any(c => c is < ' ' or > '~') || text.Contains("=?", StringComparison.Ordinal);

    /// <summary>The text in encoded words, as many as it takes, with blanks between them that do not count.</summary>
    public static string Encode(string text)
    {
        List<string> words = [];
        List<byte> octets = [];
        // A character stays whole (RFC 2047 §5).
        foreach (Rune rune in text.EnumerateRunes())
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(rune.ToString());
            if (octets.Count + utf8.Length > MaxOctets) Flush();
            octets.AddRange(utf8);
        }

        Flush();
        return string.Join(' ', words);

        void Flush()
        {
            if (octets.Count > 0) words.Add($"=?utf-8?B?{Convert.ToBase64String([.. octets])}?=");
            octets.Clear();
        }
    }

    /// <summary>The text with its encoded words read; what is none stays as it is.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains("=?", StringComparison.Ordinal)) return text;
        // Blanks between two encoded words are not part of the text (RFC 2047 §6.2).
        string joined = Between().Replace(text, "?==?");
        return Word().Replace(joined, match => Read(match) ?? match.Value);
    }

    private static string? Read(Match word)
    {
        string content = word.Groups["text"].Value;
        byte[]? octets = word.Groups["how"].Value is "B" or "b"
            ? Sasl.ScramText.Base64(content)
            : ReadQ(content);
        return octets is null ? null : Charsets.Decode(octets, word.Groups["charset"].Value.Split('*')[0]);
    }

    private static byte[]? ReadQ(string content)
    {
        List<byte> octets = [];
        for (int i = 0; i < content.Length; i++)
        {
            if (content[i] != '=') octets.Add(content[i] == '_' ? (byte)' ' : (byte)content[i]);
            else if (i + 2 < content.Length && byte.TryParse(
                content.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte octet))
            {
                octets.Add(octet);
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return [.. octets];
    }

    [GeneratedRegex(@"=\?(?<charset>[!-~-[?]]+)\?(?<how>[BbQq])\?(?<text>[!-~-[?]]*)\?=", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"\?=[ \t\r\n]+=\?", RegexOptions.NonBacktracking)]
    private static partial Regex Between();
}
