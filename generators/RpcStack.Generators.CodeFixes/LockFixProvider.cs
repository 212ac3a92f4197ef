using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using RpcStack.Evolution;
using RpcStack.Generators.Locks;

namespace RpcStack.Generators.CodeFixes;

/// <summary>Writes <c>rpcstack.lock</c>, for the first time or anew.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class LockFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create("RPC2001", "RPC2002", "RPC2004", "RPC2005");

    /// <summary>None: the lock is written for the whole project at once.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
            context.RegisterCodeFix(
                CodeAction.Create(
                    Title(diagnostic.Id), cancel => WriteAsync(context.TextDocument.Project, cancel), nameof(LockFixProvider)),
                diagnostic);
        return Task.CompletedTask;
    }

    private static string Title(string id) => id switch
    {
        "RPC2001" or "RPC2005" => $"Break the peers and update {LockText.FileName}",
        "RPC2002" => $"Update {LockText.FileName}",
        _ => $"Create {LockText.FileName}",
    };

    private static async Task<Solution> WriteAsync(Project project, CancellationToken cancel)
    {
        Compilation? compilation = await project.GetCompilationAsync(cancel).ConfigureAwait(false);
        if (compilation is null || LockFile.Write(compilation) is not { } text) return project.Solution;
        TextDocument? present = project.AdditionalDocuments.FirstOrDefault(document =>
            LockFile.Is(document.FilePath ?? document.Name));
        SourceText source = SourceText.From(text);
        if (present is not null) return project.Solution.WithAdditionalDocumentText(present.Id, source);
        string? folder = Path.GetDirectoryName(project.FilePath);
        return project.Solution.AddAdditionalDocument(
            DocumentId.CreateNewId(project.Id),
            LockText.FileName,
            source,
            filePath: folder is null ? LockText.FileName : Path.Combine(folder, LockText.FileName));
    }
}
