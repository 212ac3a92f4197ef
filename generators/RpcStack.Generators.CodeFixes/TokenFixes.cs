using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace RpcStack.Generators.CodeFixes;

/// <summary>The cancellation token: there, once, and last.</summary>
internal static class TokenFixes
{
    public static Task AddAsync(FixContext context) => ChangeAsync(context, Add);

    public static Task MoveAsync(FixContext context) => ChangeAsync(context, method => Move(method, IsToken(context)));

    public static Task RemoveAsync(FixContext context) =>
        ChangeAsync(context, method => Remove(method, IsToken(context)));

    /// <summary><c>CancellationToken cancel = default</c>, under a name that is free.</summary>
    public static ParameterSyntax Parameter(IEnumerable<ParameterSyntax> others)
    {
        bool isTaken = others.Any(other => other.Identifier.ValueText == "cancel");
        return SyntaxFactory.Parameter(SyntaxFactory.Identifier(isTaken ? "cancellationToken" : "cancel"))
            .WithType(SyntaxFactory.ParseTypeName("global::System.Threading.CancellationToken")
                .WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation))
            .WithDefault(Default());
    }

    private static MethodDeclarationSyntax Add(MethodDeclarationSyntax method) =>
        method.AddParameterListParameters(Parameter(method.ParameterList.Parameters));

    // What follows an optional parameter is optional.
    private static MethodDeclarationSyntax Move(MethodDeclarationSyntax method, Func<ParameterSyntax, bool> isToken)
    {
        ParameterSyntax[] all = [.. method.ParameterList.Parameters.Select(parameter => parameter.WithoutTrivia())];
        ParameterSyntax token = all.First(isToken);
        ParameterSyntax[] others = [.. all.Where(other => other != token)];
        if (token.Default is null && others.Any(other => other.Default is not null)) token = token.WithDefault(Default());
        return method.WithParameterList(SyntaxFactory.ParameterList(SyntaxFactory.SeparatedList(others.Append(token)))
            .WithTriviaFrom(method.ParameterList));
    }

    private static MethodDeclarationSyntax Remove(MethodDeclarationSyntax method, Func<ParameterSyntax, bool> isToken)
    {
        SeparatedSyntaxList<ParameterSyntax> parameters = method.ParameterList.Parameters;
        return method.WithParameterList(
            method.ParameterList.WithParameters(parameters.Remove(parameters.Last(isToken))));
    }

    private static EqualsValueClauseSyntax Default() => SyntaxFactory.EqualsValueClause(
        SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression));

    private static Func<ParameterSyntax, bool> IsToken(FixContext context)
    {
        string? name = context.Find<ParameterSyntax>()?.Identifier.ValueText;
        return parameter => parameter.Identifier.ValueText == name;
    }

    private static async Task ChangeAsync(
        FixContext context, Func<MethodDeclarationSyntax, MethodDeclarationSyntax> change)
    {
        if (context.Find<MethodDeclarationSyntax>() is not { } method) return;
        DocumentEditor editor = await context.EditorAsync().ConfigureAwait(false);
        editor.ReplaceNode(method, (current, _) =>
            change((MethodDeclarationSyntax)current).WithAdditionalAnnotations(Formatter.Annotation));
    }
}
