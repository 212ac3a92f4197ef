namespace RpcStack.Cli.Idl.Export;

/// <summary>Breaks what is too long for a line.</summary>
internal static class Listing
{
    // What is listed stands within a namespace or module or two.
    private const int Widest = 108;

    /// <summary><c>head item, item tail</c>, or a line for each item.</summary>
    public static IEnumerable<string> Lines(string head, IEnumerable<string> items, string tail)
    {
        string[] all = [.. items];
        string line = head + string.Join(", ", all) + tail;
        if (line.Length <= Widest || all.Length < 2) return [line];
        return [head, .. all[..^1].Select(item => $"    {item},"), $"    {all[^1]}{tail}"];
    }
}
