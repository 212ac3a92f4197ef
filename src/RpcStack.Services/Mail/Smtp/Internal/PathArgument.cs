namespace RpcStack.Services.Mail.Smtp;

/// <summary>The argument of MAIL and RCPT: a keyword, a path, and parameters (RFC 5321 §4.1.1.11, §4.1.2).</summary>
internal sealed record PathArgument(string Path, IReadOnlyList<(string Name, string Value)> Parameters)
{
    /// <summary>Reads <c>FROM:&lt;path&gt; NAME=VALUE …</c>; null where it is something else.</summary>
    public static PathArgument? TryParse(string argument, string keyword)
    {
        if (!argument.StartsWith(keyword, StringComparison.OrdinalIgnoreCase)) return null;
        // Many clients write a space before the path.
        string rest = argument[keyword.Length..].TrimStart(' ');
        int end = EndOfPath(rest);
        if (end < 0 || (end < rest.Length && rest[end] != ' ')) return null;
        (string, string)[] parameters =
            [.. rest[end..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parameter)];
        return new PathArgument(WithoutRoute(rest[1..(end - 1)]), parameters);
    }

    /// <summary>The position after the ">" that is not within quotes.</summary>
    private static int EndOfPath(string text)
    {
        if (!text.StartsWith('<')) return -1;
        bool isQuoted = false;
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && isQuoted) i++;
            else if (text[i] == '"') isQuoted = !isQuoted;
            else if (text[i] == '>' && !isQuoted) return i + 1;
        }

        return -1;
    }

    // @a,@b:user@host is a route that nobody takes any more (RFC 5321 §4.1.1.3, appendix C).
    private static string WithoutRoute(string path)
    {
        int colon = path.StartsWith('@') ? path.IndexOf(':', StringComparison.Ordinal) : -1;
        return path[(colon + 1)..];
    }

    private static (string, string) Parameter(string text)
    {
        string[] parts = text.Split('=', 2);
        return (parts[0].ToUpperInvariant(), parts.Length > 1 ? parts[1] : "");
    }
}
