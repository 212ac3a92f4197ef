using System.Text;

namespace RpcStack.Cli.Output;

/// <summary>Breaks text into lines that are not longer than is easily read.</summary>
internal static class Paragraph
{
    private const int Widest = 120;

    /// <summary>Lines, all but the first of them indented.</summary>
    /// <param name="text">Words.</param>
    /// <param name="width">How wide the terminal is.</param>
    /// <param name="indent">How far the lines are indented; room for as much is left before the first one too.</param>
    public static string Wrap(string text, int width, int indent = 0)
    {
        int room = Math.Max(Math.Min(width, Widest) - indent, 20);
        var lines = new StringBuilder();
        int used = 0;
        foreach (string word in text.Split(' '))
        {
            if (used > 0 && used + 1 + word.Length > room)
            {
                lines.Append('\n').Append(' ', indent);
                used = 0;
            }

            if (used > 0) lines.Append(' ');
            lines.Append(word);
            used += word.Length + (used > 0 ? 1 : 0);
        }

        return lines.ToString();
    }
}
