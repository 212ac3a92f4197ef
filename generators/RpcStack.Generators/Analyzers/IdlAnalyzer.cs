using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.Analyzers;

/// <summary>
/// Says what is wrong with contracts in other languages, in the files where they are written: what the languages' own
/// rules say, and what the rules for contracts say of the declarations that are made of them.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IdlAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.CreateRange(IdlRules.All.Concat(XdrRules.All).Concat(new ContractAnalyzer().SupportedDiagnostics));

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (!context.Options.AdditionalFiles.Any(file => FrontEnd.For(file.Path) is not null)) return;
        var project = new IdlProject(context.Compilation, context.Options, context.CancellationToken);
        context.RegisterAdditionalFileAction(file =>
        {
            if (FrontEnd.For(file.AdditionalFile.Path) is null) return;
            foreach (Diagnostic diagnostic in project.Complain(file.AdditionalFile.Path, file.CancellationToken))
                file.ReportDiagnostic(diagnostic);
        });
    }
}
