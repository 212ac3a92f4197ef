using System.Globalization;
using System.Text;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>
/// <c>$GENERATE first-last[/step] owner … data</c>, BIND's way to say much alike: an entry for each number, in which
/// <c>$</c> or <c>${offset,width,base}</c> is the number.
/// </summary>
internal sealed record GeneratedEntries(long First, long Last, long Step)
{
    private const int MaxEntries = 65_536;
    private const int MaxWidth = 63;
    private const int HeadLength = 2;

    internal static GeneratedEntries Read(List<TextToken> tokens, int line, int column)
    {
        if (tokens.Count < HeadLength + 3)
        {
            throw new TextException(line, column, "$GENERATE needs a range, an owner, a type and data");
        }

        TextToken token = tokens[1];
        string[] parts = token.Text.Split('/');
        string[] bounds = parts[0].Split('-');
        uint step = 1;
        if (parts.Length > 2
            || bounds.Length != 2
            || !TryNumber(bounds[0], out uint first)
            || !TryNumber(bounds[1], out uint last)
            || (parts.Length == 2 && !TryNumber(parts[1], out step))
            || first > last
            || step == 0)
        {
            throw token.Failure($"'{token.Shown}' is no range like 1-254 or 0-100/2");
        }

        return ((long)last - first) / step < MaxEntries
            ? new GeneratedEntries(first, last, step)
            : throw token.Failure($"this range has more than {MaxEntries} numbers");
    }

    /// <summary>The tokens of one entry.</summary>
    internal static List<TextToken> Entry(List<TextToken> tokens, long number) =>
        [.. tokens.Skip(HeadLength).Select(token => token with { Text = Fill(token, number) })];

    private static string Fill(TextToken token, long number)
    {
        string pattern = token.Text;
        var text = new StringBuilder(pattern.Length);
        for (int at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == '\\' && at + 1 < pattern.Length) text.Append(pattern[at++]).Append(pattern[at]);
            else if (pattern[at] != '$') text.Append(pattern[at]);
            else if (Next(pattern, at) == '$') text.Append(pattern[++at]);
            else if (Next(pattern, at) != '{') text.Append(number);
            else at = FillModified(token, at, number, text);
        }

        return text.ToString();
    }

    private static char Next(string pattern, int at) => at + 1 < pattern.Length ? pattern[at + 1] : '\0';

    private static int FillModified(TextToken token, int at, long number, StringBuilder text)
    {
        int end = token.Text.IndexOf('}', at);
        string[] parts = end < 0 ? [] : token.Text[(at + 2)..end].Split(',');
        int width = 0;
        if (parts.Length is 0 or > 3
            || !int.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int offset)
            || (parts.Length > 1 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out width))
            || width > MaxWidth
            || Format(number + offset, width, parts.Length > 2 ? parts[2] : "d") is not { } shown)
        {
            throw token.Failure($"'{token.Shown}' has no modifier like ${{0,3,d}}, of base d, o, x, X, n or N");
        }

        text.Append(shown);
        return end;
    }

    private static string? Format(long value, int width, string numberBase) => (value, numberBase) switch
    {
        ( < 0, _) => null,
        (_, "d") => value.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0'),
        (_, "o") => Convert.ToString(value, 8).PadLeft(width, '0'),
        (_, "x") => value.ToString("x", CultureInfo.InvariantCulture).PadLeft(width, '0'),
        (_, "X") => value.ToString("X", CultureInfo.InvariantCulture).PadLeft(width, '0'),
        (_, "n") => Nibbles(value.ToString("x", CultureInfo.InvariantCulture), width),
        (_, "N") => Nibbles(value.ToString("X", CultureInfo.InvariantCulture), width),
        _ => null,
    };

    // The digits in reverse with dots between, as ip6.arpa has them; the dots count in the width.
    private static string Nibbles(string digits, int width) =>
        string.Join('.', digits.PadLeft((width + 1) / 2, '0').Reverse());

    private static bool TryNumber(string text, out uint number) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= int.MaxValue;
}
