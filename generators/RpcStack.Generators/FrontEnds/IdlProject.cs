using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RpcStack.Generators.FrontEnds;

/// <summary>All files of a project that are in other languages, read once and when asked.</summary>
internal sealed class IdlProject
{
    private readonly Lazy<Dictionary<string, IdlUnit>> _units;
    private readonly Lazy<Dictionary<string, DeclarationSet>> _sets;
    private readonly Lazy<CSharpCompilation> _foundation;

    public IdlProject(Compilation compilation, AnalyzerOptions options, CancellationToken cancel)
    {
        IEnumerable<AdditionalText> files = options.AdditionalFiles.Where(file => FrontEnd.For(file.Path) is not null);
        _foundation = new(() => DeclarationSet.Foundation(compilation.References, compilation.AssemblyName));
        _units = new(() => IncludeGraph
            .Units(files.Select(file => IdlPipeline.Read(file, options.AnalyzerConfigOptionsProvider, cancel))
                .Concat(SharedFiles.Of(_foundation.Value))
                .Select(FrontEnd.Parse))
            .ToDictionary(unit => unit.File.File.Path, StringComparer.Ordinal));
        CSharpParseOptions parsing = ((CSharpCompilation)compilation).SyntaxTrees.FirstOrDefault()?.Options
            as CSharpParseOptions ?? CSharpParseOptions.Default;
        _sets = new(() => DeclarationSet
            .Of([.. _units.Value.Values.Select(unit =>
                DeclarationTree.Parse(FrontEnd.Declare(unit, []), parsing, cancel))])
            .ToDictionary(set => set.Own.Declarations.Path, StringComparer.Ordinal));
    }

    /// <summary>The only file whose path ends so.</summary>
    public DeclarationSet? Find(string name)
    {
        string end = "/" + PathText.Normalize(name).TrimStart('/');
        List<DeclarationSet> found =
        [
            .. _sets.Value.Where(one => ("/" + PathText.Normalize(one.Key)).EndsWith(end, StringComparison.Ordinal))
                .Select(one => one.Value)
                .Take(2),
        ];
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>A contract that a file declares.</summary>
    public MirroredContract? Contract(DeclarationSet file, string name, CancellationToken cancel) =>
        file.Contract(_foundation.Value, name, cancel);

    /// <summary>
    /// What is wrong with a file; the rules for contracts speak where its language has nothing to say.
    /// </summary>
    public IReadOnlyList<Diagnostic> Complain(string path, CancellationToken cancel)
    {
        if (!_units.Value.TryGetValue(path, out IdlUnit unit)) return [];
        List<Mistake> mistakes = [];
        FrontEnd.Declare(unit, mistakes);
        List<Diagnostic> own = [.. mistakes.Select(mistake => mistake.ToDiagnostic())];
        return own.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            ? own
            : [.. own, .. _sets.Value[path].Complain(_foundation.Value, cancel)];
    }
}
