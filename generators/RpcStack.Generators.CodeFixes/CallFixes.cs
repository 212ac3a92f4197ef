using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace RpcStack.Generators.CodeFixes;

/// <summary>How an operation is called.</summary>
internal static class CallFixes
{
    /// <summary>The call, awaited, in place of whatever waits for it by blocking.</summary>
    public static async Task AwaitAsync(FixContext context)
    {
        if (context.Find<InvocationExpressionSyntax>() is not { } call) return;
        SyntaxNode whole = call;
        while (whole.Parent is MemberAccessExpressionSyntax or InvocationExpressionSyntax
            && whole.Parent.ChildNodes().First() == whole && !IsWaited(whole)) whole = whole.Parent;
        DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
        editor.ReplaceNode(whole, SyntaxFactory.ParenthesizedExpression(
                SyntaxFactory.AwaitExpression(call.WithoutTrivia()))
            .WithTriviaFrom(whole)
            .WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation));
    }

    public static Task PassTokenAsync(FixContext context) => ChangeAsync(context, call => call.AddArgumentListArguments(
        ((InvocationExpressionSyntax)SyntaxFactory.ParseExpression($"f({context.Value})")).ArgumentList.Arguments[0]));

    public static Task PassOptionsAsync(FixContext context) => ChangeAsync(context, call =>
        call.Expression is MemberAccessExpressionSyntax member
            ? call.WithExpression(member.WithExpression(SyntaxFactory.ParseExpression(
                $"{member.Expression.WithoutTrivia()}.With({context.Value})").WithTriviaFrom(member.Expression)))
            : call);

    public static async Task RetryWhenNotStartedAsync(FixContext context)
    {
        if (context.Find<CatchClauseSyntax>() is not { Declaration: { } declaration } clause) return;
        SyntaxToken name = declaration.Identifier.IsKind(SyntaxKind.None)
            ? SyntaxFactory.Identifier("e")
            : declaration.Identifier.WithoutTrivia();
        DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
        editor.ReplaceNode(clause, clause
            .WithDeclaration(declaration.WithIdentifier(name).WithType(declaration.Type.WithTrailingTrivia(SyntaxFactory.Space)))
            .WithFilter(SyntaxFactory.CatchFilterClause(SyntaxFactory.ParseExpression($"!{name.ValueText}.Started")))
            .WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static bool IsWaited(SyntaxNode node) => node switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } =>
            name is "Wait" or "GetResult",
        _ => false,
    };

    private static async Task ChangeAsync(
        FixContext context, Func<InvocationExpressionSyntax, InvocationExpressionSyntax> change)
    {
        if (context.Find<InvocationExpressionSyntax>() is not { } call) return;
        DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
        editor.ReplaceNode(call, (current, _) =>
            change((InvocationExpressionSyntax)current).WithAdditionalAnnotations(Formatter.Annotation));
    }
}
