using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RpcStack.Generators.CSharp;
using CodeKind = Microsoft.CodeAnalysis.OperationKind;

namespace RpcStack.Generators.Analyzers;

/// <summary>Says where several round trips could be one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RoundTripAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.Dependent, Rules.Sequential);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            KnownSymbols known = KnownSymbols.For(start.Compilation);
            if (known.ContractAttribute is null) return;
            start.RegisterOperationAction(operation => Analyze(operation, known), CodeKind.Invocation, CodeKind.Loop);
        });
    }

    private static void Analyze(OperationAnalysisContext context, KnownSymbols known)
    {
        Problem? problem = context.Operation switch
        {
            IInvocationOperation call when known.IsContract(call.TargetMethod.ContainingType) => DependentCalls.Find(call, known),
            IForEachLoopOperation loop => SequentialCalls.Find(loop, known),
            _ => null,
        };
        if (problem is not null) context.ReportDiagnostic(problem.ToDiagnostic());
    }
}
