using RpcStack.Cli.Data;

namespace RpcStack.Cli.Comparison;

/// <summary>Counts what somebody had to think of: lines that are not blank, a comment, or a using directive.</summary>
internal static class CodeLines
{
    /// <summary>The lines of all files in a folder of the tool's own resources.</summary>
    public static int In(string folder) => Resources.In(folder).Sum(name => Count(Resources.Read(name)));

    public static int Count(string source) => source.Split('\n').Count(line => IsCode(line.Trim()));

    private static bool IsCode(string line) =>
        line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal) && !IsUsingDirective(line);

    // "using var file = Open();" is a statement, and somebody's thought.
    private static bool IsUsingDirective(string line) =>
        line.StartsWith("using ", StringComparison.Ordinal)
        && line.EndsWith(';')
        && !line.Contains('(', StringComparison.Ordinal)
        && !line.StartsWith("using var ", StringComparison.Ordinal);
}
