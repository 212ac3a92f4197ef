using RpcStack.Generators.Analyzers;

namespace RpcStack.Generators.FrontEnds;

/// <summary>Which file includes which.</summary>
/// <remarks>Nothing recurses: chains of files may be longer than the stack is deep.</remarks>
internal sealed class IncludeGraph
{
    private readonly Dictionary<string, ParsedFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string?>> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _includers = new(StringComparer.Ordinal);

    private IncludeGraph(IEnumerable<ParsedFile> files)
    {
        foreach (ParsedFile file in files) _files[PathText.Normalize(file.File.Path)] = file;
        foreach (string path in _files.Keys) _includers[path] = [];
        foreach (string path in _files.Keys)
        {
            _targets[path] = [.. _files[path].Includes.Select(include => Resolve(path, include.Name))];
            foreach (string? target in _targets[path])
                if (target is not null) _includers[target].Add(path);
        }
    }

    /// <summary>
    /// Puts every file of the project beside what it includes; of a path that comes twice the last counts.
    /// </summary>
    public static IReadOnlyList<IdlUnit> Units(IEnumerable<ParsedFile> files)
    {
        var graph = new IncludeGraph(files);
        List<string> own = [.. graph._files.Where(file => file.Value.File.Assembly.Length == 0).Select(file => file.Key)];
        IReadOnlyDictionary<string, string> names = HintNames.For(own);
        return [.. own.Select(path => graph.Unit(path, names[path]))];
    }

    private IdlUnit Unit(string path, string hintName)
    {
        HashSet<string> users = Users(path);
        IEnumerable<string> extended = users.Where(user => user != path).SelectMany(user => _files[user].Extended);
        return new(
            _files[path],
            hintName,
            new(Closure(path)),
            new(extended.Distinct().OrderBy(name => name, StringComparer.Ordinal)),
            new(Mistakes(path, users)));
    }

    private IEnumerable<Mistake> Mistakes(string path, HashSet<string> users)
    {
        for (int i = 0; i < _targets[path].Count; i++)
        {
            IdlInclude include = _files[path].Includes[i];
            if (include.IsOptional) continue;
            if (_targets[path][i] is not { } target)
                yield return new(IdlRules.Include, include.Place, include.Name, "no RpcIdl item of the project, or of one that it references, is called so");
            else if (target == path || users.Contains(target))
                yield return new(IdlRules.Include, include.Place, include.Name, "it includes this file in turn");
        }
    }

    private HashSet<string> Users(string path)
    {
        HashSet<string> users = new(StringComparer.Ordinal);
        Queue<string> queue = new(_includers[path]);
        while (queue.Count > 0)
        {
            string user = queue.Dequeue();
            if (!users.Add(user)) continue;
            foreach (string next in _includers[user]) queue.Enqueue(next);
        }

        return users;
    }

    // Depth first, so that each file comes after those that it includes.
    private List<ParsedFile> Closure(string root)
    {
        List<ParsedFile> closure = [];
        HashSet<string> seen = new(StringComparer.Ordinal) { root };
        Stack<(string Path, int Next)> open = new([(root, 0)]);
        while (open.Count > 0)
        {
            (string path, int next) = open.Pop();
            if (next < _targets[path].Count)
            {
                open.Push((path, next + 1));
                if (_targets[path][next] is { } target && seen.Add(target)) open.Push((target, 0));
            }
            else if (path != root)
            {
                closure.Add(_files[path]);
            }
        }

        return closure;
    }

    // Beside the file first; else the only one whose path ends so, in the file's own project before others. Languages do
    // not include each other.
    private string? Resolve(string from, string name)
    {
        if (FrontEnd.For(name) != FrontEnd.For(from)) return null;
        string beside = PathText.Beside(from, name);
        if (_files.ContainsKey(beside)) return beside;
        string end = "/" + PathText.Normalize(name).TrimStart('/');
        string assembly = _files[from].File.Assembly;
        ILookup<bool, string> found = _files.Keys
            .Where(path => ("/" + path).EndsWith(end, StringComparison.Ordinal))
            .ToLookup(path => _files[path].File.Assembly == assembly);
        List<string> candidates = [.. (found.Contains(true) ? found[true] : found[false]).Take(2)];
        return candidates.Count == 1 ? candidates[0] : null;
    }
}
