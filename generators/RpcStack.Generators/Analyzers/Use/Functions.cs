using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RpcStack.Generators.Analyzers;

/// <summary>The function that a piece of syntax belongs to.</summary>
internal static class Functions
{
    /// <summary>Whether code there may await.</summary>
    public static bool IsAsync(SyntaxNode node) => Around(node) switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        MemberDeclarationSyntax member => member.Modifiers.Any(SyntaxKind.AsyncKeyword),
        CompilationUnitSyntax => true,
        _ => false,
    };

    /// <summary>The lambda, function or member around a node; the compilation unit for top-level statements.</summary>
    public static SyntaxNode? Around(SyntaxNode node) => node.Ancestors().FirstOrDefault(outer => outer
        is AnonymousFunctionExpressionSyntax
        or LocalFunctionStatementSyntax
        or CompilationUnitSyntax
        or MemberDeclarationSyntax and not GlobalStatementSyntax);
}
