namespace RpcStack.Generators.FrontEnds;

/// <summary>
/// Names the generated files after the files they are made of, with as many folders as tell them apart.
/// </summary>
internal static class HintNames
{
    private const int MostFolders = 64;

    public static IReadOnlyDictionary<string, string> For(IEnumerable<string> paths)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        IEnumerable<IGrouping<string, string>> groups =
            paths.GroupBy(path => PathText.Tail(path, 1), StringComparer.OrdinalIgnoreCase);
        foreach (IGrouping<string, string> namesakes in groups)
        {
            int parts = 1;
            while (parts < MostFolders && !AreDistinct(namesakes.Select(path => Name(path, parts)))) parts++;
            foreach (string path in namesakes) names[path] = Name(path, parts);
        }

        return names;
    }

    private static bool AreDistinct(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).All(group => group.Count() == 1);

    private static string Name(string path, int parts) =>
        string.Concat(PathText.Tail(path, parts).Select(Safe)) + ".g.cs";

    // Roslyn allows letters, digits and a few signs.
    private static char Safe(char c) => c switch
    {
        '/' => '.',
        _ when char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' => c,
        _ => '_',
    };
}
