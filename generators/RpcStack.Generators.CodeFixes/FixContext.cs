using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace RpcStack.Generators.CodeFixes;

/// <summary>What a fix works on: a place, and everything around it that it may change.</summary>
internal sealed class FixContext(
    SolutionEditor solution, Document document, SyntaxNode node, string? value, CancellationToken cancel)
{
    /// <summary>The node that the diagnostic stands at, or its target elsewhere.</summary>
    public SyntaxNode Node => node;

    /// <summary>What the diagnostic wants put in, in C#.</summary>
    public string Value => value ?? "";

    public CancellationToken Cancel => cancel;

    /// <summary>The node or the next one around it of a kind.</summary>
    public T? Find<T>() where T : SyntaxNode => node.FirstAncestorOrSelf<T>();

    public Task<DocumentEditor> EditorAsync() => solution.GetDocumentEditorAsync(document.Id, cancel);

    /// <summary>The editor of the file in which a node of the project stands.</summary>
    public async Task<DocumentEditor?> EditorAsync(SyntaxTree tree) =>
        document.Project.GetDocument(tree) is { } other
            ? await solution.GetDocumentEditorAsync(other.Id, cancel).ConfigureAwait(false)
            : null;

    /// <summary>The interface, class, record or struct that the node stands in.</summary>
    public async Task<INamedTypeSymbol?> TypeAsync()
    {
        SemanticModel? model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        return Find<TypeDeclarationSyntax>() is { } type
            ? model?.GetDeclaredSymbol(type, cancel) as INamedTypeSymbol
            : null;
    }
}
