using System.Globalization;
using System.Text;

namespace RpcStack.Evolution;

/// <summary>
/// Names in a contract's text. They stand bare where they look like names, type arguments included
/// (<c>Demo.Page&lt;int32&gt;</c>), and otherwise in quotes, like a string in JSON.
/// </summary>
internal static class SchemaName
{
    public static string Quote(string name) =>
        BareLength(name, 0) == name.Length && !IsReserved(name) ? name : Escape(name);

    /// <summary>How many characters from <paramref name="start"/> are a bare name; 0 where none begins there.</summary>
    public static int BareLength(string text, int start)
    {
        int length = WordLength(text, start);
        int depth = 0;
        int balanced = length;
        for (int i = start + length; length > 0 && i < text.Length; i++)
        {
            char c = text[i];
            if (c == '<') depth++;
            else if (c == '>') depth--;
            else if (!IsWord(c) && (depth == 0 || !IsArgument(c))) break;
            if (depth < 0) break;
            if (depth == 0) balanced = i + 1 - start;
        }
        return balanced;
    }

    /// <summary>As <see cref="BareLength"/>, but without type arguments.</summary>
    public static int WordLength(string text, int start)
    {
        if (start >= text.Length || !IsWord(text[start]) || IsDigit(text[start])) return 0;
        int end = start + 1;
        while (end < text.Length && IsWord(text[end])) end++;
        return end - start;
    }

    // In front of its bound or its arguments a keyword is not a name: string<8>, list<int32>.
    private static bool IsReserved(string name)
    {
        string word = name.Substring(0, WordLength(name, 0));
        return word is "list" or "map" or "ref" or "stream" || ScalarKeywords.Find(word) is not null;
    }

    private static bool IsWord(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' or '.' or '+' or '`' or '#' or '$' || IsDigit(c);

    private static bool IsArgument(char c) => c is ',' or '?' or '[' or ']';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static string Escape(string name)
    {
        StringBuilder text = new("\"");
        foreach (char c in name)
        {
            if (c is '"' or '\\') text.Append('\\').Append(c);
            else if (IsPlain(c)) text.Append(c);
            else text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
        return text.Append('"').ToString();
    }

    // Surrogates too are escaped: a lone one would not survive UTF-8, and two names would have one fingerprint.
    private static bool IsPlain(char c) =>
        !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\u2028' or '\u2029' or '\uFEFF');
}
