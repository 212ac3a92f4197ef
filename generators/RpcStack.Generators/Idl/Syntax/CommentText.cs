namespace RpcStack.Generators.Idl.Syntax;

/// <summary>What comments say, without the marks around it.</summary>
internal static class CommentText
{
    /// <summary>A comment from <c>//</c> or <c>///</c> to the end of its line.</summary>
    public static string Line(string comment) => comment.TrimStart('/', '!', '<').Trim();

    /// <summary>The lines of a comment between <c>/*</c> and <c>*/</c>, stars in front of them left out.</summary>
    public static IReadOnlyList<string> Block(string comment) =>
        [.. comment.Substring(2, comment.Length - 4).Split('\n').Select(Inner)];

    /// <summary>The text, without rulers and without empty lines around it.</summary>
    public static string Join(IEnumerable<string> lines) =>
        string.Join("\n", lines.Select(line => IsRuler(line) ? "" : line)).Trim();

    private static string Inner(string line)
    {
        string text = line.Trim();
        return text.StartsWith("*", StringComparison.Ordinal) ? text.TrimStart('*', '!').Trim() : text.TrimStart('!');
    }

    private static bool IsRuler(string line) => line.Length > 2 && line.All(c => c is '-' or '=' or '*' or '/' or '#');
}
