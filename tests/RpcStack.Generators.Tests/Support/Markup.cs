using System.Text;
using System.Text.RegularExpressions;

namespace RpcStack.Generators.Tests;

/// <summary>Source with the places where a rule speaks: <c>int {|RPC0003:Count|} { get; }</c>.</summary>
internal sealed partial class Markup
{
    private Markup(string text, IReadOnlyList<string> places)
    {
        Text = text;
        Places = places;
    }

    /// <summary>The source without the marks.</summary>
    public string Text { get; }

    /// <summary>As the compiler prints them: <c>RPC0003 (2,9)</c>, lines and columns from 1.</summary>
    public IReadOnlyList<string> Places { get; }

    public static Markup Parse(string marked)
    {
        var text = new StringBuilder();
        List<string> places = [];
        int end = 0;
        foreach (Match match in Mark().Matches(marked))
        {
            text.Append(marked, end, match.Index - end);
            string before = text.ToString();
            int line = before.Count(c => c == '\n') + 1;
            int column = before.Length - (before.LastIndexOf('\n') + 1) + 1;
            foreach (string id in match.Groups["ids"].Value.Split(',')) places.Add($"{id} ({line},{column})");
            text.Append(match.Groups["text"].Value);
            end = match.Index + match.Length;
        }

        text.Append(marked, end, marked.Length - end);
        return new(text.ToString(), places);
    }

    [GeneratedRegex(@"\{\|(?<ids>[A-Z0-9,]+):(?<text>.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
