using System.Text;

namespace RpcStack.Cli.Wire.Dissection;

/// <summary>Values as people write them, on one line of bounded length.</summary>
internal static class FieldText
{
    private const int MaxOctets = 32;
    private const int MaxText = 400;

    /// <summary>Octets, two digits each.</summary>
    public static string Hex(ReadOnlySpan<byte> bytes) => bytes.Length <= MaxOctets
        ? Convert.ToHexStringLower(bytes)
        : $"{Convert.ToHexStringLower(bytes[..MaxOctets])}…";

    /// <summary>Text between quotation marks, where nothing moves the cursor or hides.</summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (quoted.Length > MaxText) return quoted.Append('…').ToString();
            if (rune.Value == '"' || rune.Value == '\\') quoted.Append('\\').Append(rune);
            else if (rune.Value == '\n') quoted.Append("\\n");
            else if (rune.Value == '\r') quoted.Append("\\r");
            else if (rune.Value == '\t') quoted.Append("\\t");
            else if (Rune.IsControl(rune) || IsHidden(rune)) quoted.Append($"\\u{{{rune.Value:x}}}");
            else quoted.Append(rune);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Text as it is, but for what moves the cursor or hides; cut where it is long.</summary>
    public static string Plain(string text) => Quote(text)[1..].TrimEnd('"').Replace("\\\"", "\"", StringComparison.Ordinal);

    /// <summary>Text of any octets: what is no UTF-8 shows as such.</summary>
    public static string Utf8(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    // Directions and joiners change how the rest of a line looks.
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator
            or System.Globalization.UnicodeCategory.ParagraphSeparator;
}
