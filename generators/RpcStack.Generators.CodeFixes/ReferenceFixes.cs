using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace RpcStack.Generators.CodeFixes;

/// <summary>How long references and exported objects live.</summary>
internal static class ReferenceFixes
{
    public static Task AwaitUsingAsync(FixContext context) => ChangeAsync(context, statement => statement
        .WithoutLeadingTrivia()
        .WithAwaitKeyword(Keyword(SyntaxKind.AwaitKeyword))
        .WithUsingKeyword(Keyword(SyntaxKind.UsingKeyword))
        .WithLeadingTrivia(statement.GetLeadingTrivia()));

    public static Task RemoveUsingAsync(FixContext context) => ChangeAsync(context, statement => statement
        .WithAwaitKeyword(default)
        .WithUsingKeyword(default)
        .WithLeadingTrivia(statement.GetLeadingTrivia()));

    /// <summary>An <c>IAsyncDisposable</c> is disposed of after the last peer lets go.</summary>
    public static async Task DisposeAsync(FixContext context)
    {
        if (context.Find<TypeDeclarationSyntax>() is not { } type) return;
        DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
        editor.ReplaceNode(type, static (current, generator) =>
        {
            SyntaxNode whole = generator.AddInterfaceType(current, Name("global::System.IAsyncDisposable"));
            SyntaxNode method = generator.MethodDeclaration(
                "DisposeAsync",
                returnType: Name("global::System.Threading.Tasks.ValueTask"),
                accessibility: Accessibility.Public,
                statements:
                [
                    SyntaxFactory.ParseStatement("Dispose();\n"),
                    SyntaxFactory.ParseStatement("return default;"),
                ]);
            return generator.AddMembers(whole, method.WithAdditionalAnnotations(Formatter.Annotation));
        });
    }

    private static TypeSyntax Name(string name) =>
        SyntaxFactory.ParseTypeName(name).WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);

    private static SyntaxToken Keyword(SyntaxKind kind) => SyntaxFactory.Token(kind).WithTrailingTrivia(SyntaxFactory.Space);

    private static async Task ChangeAsync(
        FixContext context, Func<LocalDeclarationStatementSyntax, LocalDeclarationStatementSyntax> change)
    {
        if (context.Find<LocalDeclarationStatementSyntax>() is not { } statement) return;
        DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
        editor.ReplaceNode(statement, (current, _) => change((LocalDeclarationStatementSyntax)current));
    }
}
