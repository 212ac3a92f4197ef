using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace RpcStack.Generators.CodeFixes;

/// <summary>Applies one fix to everything in a file, project or solution that asks for it, in one change.</summary>
internal sealed class ContractFixAllProvider : FixAllProvider
{
    public static ContractFixAllProvider Instance { get; } = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        Fix? fix = FixCatalogue.All.FirstOrDefault(fix => fix.Key == fixAllContext.CodeActionEquivalenceKey);
        if (fix is null) return null;
        ImmutableArray<Diagnostic> diagnostics = await DiagnosticsAsync(fixAllContext).ConfigureAwait(false);
        return CodeAction.Create(
            fix.Title,
            cancel => ContractFixProvider.ApplyAsync(fix, fixAllContext.Solution, diagnostics, cancel),
            fix.Key);
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        if (context.Scope == FixAllScope.Document && context.Document is { } document)
            return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
        if (context.Scope == FixAllScope.Project)
            return await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
        ImmutableArray<Diagnostic>.Builder all = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (Project project in context.Solution.Projects)
            all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
        return all.ToImmutable();
    }
}
