using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;
using RpcStack.Generators.Analyzers;

namespace RpcStack.Generators.CodeFixes;

/// <summary>Offers the fix that a diagnostic asks for, here or everywhere.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ContractFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        "RPC0001", "RPC0003", "RPC0004", "RPC0005", "RPC0006", "RPC0007", "RPC0008", "RPC0009", "RPC0010", "RPC0011",
        "RPC0012", "RPC3001", "RPC3002", "RPC3003", "RPC3004", "RPC3005", "RPC3006", "RPC3007", "RPC3009", "RPC3010");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => ContractFixAllProvider.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (Find(diagnostic) is not { } fix) continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    fix.Title,
                    cancel => ApplyAsync(fix, context.Document.Project.Solution, [diagnostic], cancel),
                    fix.Key),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    internal static async Task<Solution> ApplyAsync(
        Fix fix, Solution solution, IEnumerable<Diagnostic> diagnostics, CancellationToken cancel)
    {
        var editor = new SolutionEditor(solution);
        HashSet<SyntaxNode> done = [];
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (Find(diagnostic) is not { } wanted || wanted.Key != fix.Key) continue;
            Location place = diagnostic.AdditionalLocations.Count > 0
                ? diagnostic.AdditionalLocations[0]
                : diagnostic.Location;
            if (solution.GetDocument(place.SourceTree) is not { } document) continue;
            SyntaxNode root = await place.SourceTree!.GetRootAsync(cancel).ConfigureAwait(false);
            SyntaxNode node = root.FindNode(place.SourceSpan, getInnermostNodeForTie: true);
            diagnostic.Properties.TryGetValue(Fixes.ValueProperty, out string? value);
            if (done.Add(node)) await fix.ApplyAsync(new(editor, document, node, value, cancel)).ConfigureAwait(false);
        }

        return editor.GetChangedSolution();
    }

    private static Fix? Find(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(Fixes.Property, out string? key)
            ? FixCatalogue.All.FirstOrDefault(fix => fix.Key == key)
            : null;
}
