using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RpcStack.Generators.CSharp;
using CodeKind = Microsoft.CodeAnalysis.OperationKind;

namespace RpcStack.Generators.Analyzers;

/// <summary>Says where references and exported objects live longer or shorter than they should.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReferenceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.Kept, Rules.Outlived, Rules.LostExport, Rules.NotUndone);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            KnownSymbols known = KnownSymbols.For(start.Compilation);
            if (known.ContractAttribute is null || known.AsyncDisposable is null) return;
            var subscriptions = new Subscriptions(known);
            start.RegisterOperationAction(
                operation => Report(operation, Find(operation.Operation, known)),
                CodeKind.VariableDeclarator,
                CodeKind.ExpressionStatement,
                CodeKind.ObjectCreation);
            start.RegisterOperationAction(subscriptions.Note, CodeKind.Invocation, CodeKind.MethodReference);
            start.RegisterCompilationEndAction(subscriptions.Report);
        });
    }

    private static IEnumerable<Problem?> Find(IOperation operation, KnownSymbols known) => operation switch
    {
        IVariableDeclaratorOperation local => OutlivedReferences.Find(local, known).Prepend(KeptReferences.Find(local, known)),
        IExpressionStatementOperation statement => [KeptReferences.Find(statement, known)],
        IObjectCreationOperation creation => [LostExports.Find(creation, known)],
        _ => [],
    };

    private static void Report(OperationAnalysisContext context, IEnumerable<Problem?> problems)
    {
        foreach (Problem? problem in problems)
            if (problem is not null) context.ReportDiagnostic(problem.ToDiagnostic());
    }
}
