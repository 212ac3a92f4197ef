using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RpcStack.Generators.CSharp;
using RpcStack.Generators.Schemas;

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
        Rules.Gap,
        Rules.NoProtobuf,
        Rules.NoOnc);

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
        if (type.Has(known.MessageAttribute) || type.Has(known.UnionAttribute))
            problems.AddRange(known.Parse(type).Problems.Concat(Held(type, known)));
        foreach (Problem problem in problems) context.ReportDiagnostic(problem.ToDiagnostic());
        if (known.IsContract(type)) ReportProtobuf(context, type, known);
    }

    // A type that is annotated for another library is right as it is, and wrong only where it is held.
    private static IEnumerable<Problem> Held(INamedTypeSymbol type, KnownSymbols known)
    {
        foreach (TypeEdge edge in known.Parse(type).Edges)
        {
            if (ForeignAnnotations.Deciding(edge.Type, known) is null) continue;
            if (known.Reach.FindFailure([edge]) is not { } failure) continue;
            string member = new([.. edge.Path.TakeWhile(c => c is not ('.' or '[' or '<'))]);
            Location place = (type.GetMembers(member).FirstOrDefault() ?? type).Place();
            yield return new(
                Rules.NotMarshallable, place, $"{type.Name}.{member}", failure.Path, failure.Type, failure.Reason!);
        }
    }

    // A contract that names its formats means it; one that names none may never meet protobuf.
    private static void ReportProtobuf(SymbolAnalysisContext context, INamedTypeSymbol contract, KnownSymbols known)
    {
        bool? isStated = ContractFormats.IsProtobuf(contract, known);
        if (isStated == false) return;
        DiagnosticSeverity severity = isStated == true ? DiagnosticSeverity.Error : DiagnosticSeverity.Info;
        foreach ((IMethodSymbol method, ISymbol place, string path, string reason) in ProtobufLimits.Of(contract, known))
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.NoProtobuf, place.Place(), severity, null, null, $"{contract.Name}.{method.Name}", path, reason));
    }
}
