using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RpcStack.Generators.CSharp;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Locks;

namespace RpcStack.Generators.Analyzers;

/// <summary>Holds contracts against the files that they say they mirror.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MirrorAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.Drift);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        KnownSymbols known = KnownSymbols.For(context.Compilation);
        var project = new IdlProject(context.Compilation, context.Options, context.CancellationToken);
        context.RegisterSymbolAction(symbol => Analyze(symbol, known, project), SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context, KnownSymbols known, IdlProject project)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!known.IsContract(type) || type.Find(known.ContractAttribute) is not { } attribute) return;
        if (attribute.Named("Mirrors") is not string file) return;
        foreach (Problem problem in Compare(type, attribute, file, known, project, context.CancellationToken))
            context.ReportDiagnostic(problem.ToDiagnostic());
    }

    private static IEnumerable<Problem> Compare(
        INamedTypeSymbol contract,
        AttributeData attribute,
        string file,
        KnownSymbols known,
        IdlProject project,
        CancellationToken cancel)
    {
        string name = Naming.WireName(contract, known);
        if (project.Find(file) is not { } declarations)
            return [new(Rules.Drift, attribute.Place(contract), name, $"no RpcIdl item of the project is called '{file}'")];
        if (project.Contract(declarations, name, cancel) is not { } mirrored)
            return [new(Rules.Drift, attribute.Place(contract), name, $"{file} declares no contract of that name")];
        // A file with mistakes of its own has no schema, and its own diagnostics.
        return mirrored.Schema is { } schema ? LockComparison.Drift(known, contract, schema, file) : [];
    }
}
