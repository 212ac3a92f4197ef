using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RpcStack.Generators.CSharp;

namespace RpcStack.Generators.Analyzers;

/// <summary>Says where a contract is called in a way that a remote object takes ill.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UseAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.Blocking, Rules.Retry, Rules.TokenLost, Rules.OptionsLost);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            KnownSymbols known = KnownSymbols.For(start.Compilation);
            if (known.ContractAttribute is null) return;
            start.RegisterOperationAction(
                operation => Analyze(operation, known), Microsoft.CodeAnalysis.OperationKind.Invocation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, KnownSymbols known)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!known.IsContract(call.TargetMethod.ContainingType)) return;
        foreach (Problem? problem in (Problem?[])
            [BlockingWaits.Find(call), BlindRetries.Find(call, known), LostArguments.Token(call), LostArguments.Options(call)])
            if (problem is not null) context.ReportDiagnostic(problem.ToDiagnostic());
    }
}
