using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RpcStack.Generators.CSharp;

namespace RpcStack.Generators.Analyzers;

/// <summary>
/// Says what is wrong with contracts, messages and unions, in the words of the parsers that read them.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.NotPartial,
        Rules.Generic,
        Rules.NoOperation,
        Rules.ReturnType,
        Rules.Parameters,
        Rules.Identity,
        Rules.NotMarshallable,
        Rules.Construction,
        Rules.Union,
        Rules.Fault,
        Rules.NoToken,
        Rules.CutDown,
        Rules.Ambiguous,
        Rules.Gap);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        KnownSymbols known = KnownSymbols.For(context.Compilation);
        List<Problem> problems = [];
        if (type.Has(known.ContractAttribute)) problems.AddRange(ContractParser.Parse(type, known).Problems);
        if (known.IsMessage(type) || known.IsUnion(type)) problems.AddRange(known.Parse(type).Problems);
        foreach (Problem problem in problems) context.ReportDiagnostic(problem.ToDiagnostic());
    }
}
