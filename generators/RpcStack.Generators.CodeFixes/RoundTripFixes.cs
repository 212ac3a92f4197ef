using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace RpcStack.Generators.CodeFixes;

/// <summary>What makes one round trip of several.</summary>
internal static class RoundTripFixes
{
    /// <summary><c>await dir.OpenAsync("a")</c> becomes <c>dir.OpenPromised("a")</c>.</summary>
    public static async Task PromiseAsync(FixContext context)
    {
        if (context.Find<AwaitExpressionSyntax>() is not { } wait) return;
        DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
        SyntaxNode whole = wait.Parent is ParenthesizedExpressionSyntax ? wait.Parent : wait;
        editor.ReplaceNode(whole, (current, _) => Promised(current, context.Value).WithTriviaFrom(current));
    }

    /// <summary>All calls of a loop at once, and their answers in its order.</summary>
    public static async Task SendTogetherAsync(FixContext context)
    {
        if (context.Find<ForEachStatementSyntax>() is not { } loop) return;
        DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
        editor.ReplaceNode(loop, (current, _) => Together((ForEachStatementSyntax)current, context.Value).WithTriviaFrom(current));
    }

    private static SyntaxNode Promised(SyntaxNode whole, string name)
    {
        AwaitExpressionSyntax? wait = (whole is ParenthesizedExpressionSyntax inner ? inner.Expression : whole) as AwaitExpressionSyntax;
        return wait is not null && Call(wait) is { Expression: MemberAccessExpressionSyntax member } call
            ? call.WithExpression(member.WithName(SyntaxFactory.IdentifierName(name).WithTriviaFrom(member.Name)))
            : whole;
    }

    private static StatementSyntax Together(ForEachStatementSyntax loop, string end)
    {
        StatementSyntax turn = loop.Statement is BlockSyntax block ? block.Statements[0] : loop.Statement;
        ExpressionSyntax expression = ((ExpressionStatementSyntax)turn).Expression;
        var add = expression as InvocationExpressionSyntax;
        var wait = (AwaitExpressionSyntax)(add is null ? expression : add.ArgumentList.Arguments[0].Expression);
        ExpressionSyntax items = loop.Expression.WithoutTrivia();
        string calls = $"{(IsPrimary(items) ? items : SyntaxFactory.ParenthesizedExpression(items))}"
            + $".Select({loop.Identifier.Text} => {Call(wait)?.WithoutTrivia()}{end})";
        string all = $"await global::System.Threading.Tasks.Task.WhenAll({calls})";
        string list = add?.Expression is MemberAccessExpressionSyntax member ? member.Expression.WithoutTrivia().ToString() : "";
        return SyntaxFactory.ParseStatement(add is null ? $"{all};" : $"{list}.AddRange({all});")
            .WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation);
    }

    private static bool IsPrimary(ExpressionSyntax expression) => expression
        is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
        or ParenthesizedExpressionSyntax or ThisExpressionSyntax;

    // Without the ConfigureAwait around it, which a promise has no use for and WhenAll has its own of.
    private static InvocationExpressionSyntax? Call(AwaitExpressionSyntax wait)
    {
        ExpressionSyntax call = wait.Expression;
        while (call is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "AsTask" } wrapper,
            }) call = wrapper.Expression;
        return call as InvocationExpressionSyntax;
    }
}
