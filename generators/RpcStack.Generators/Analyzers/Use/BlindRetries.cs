using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RpcStack.Generators.CSharp;

namespace RpcStack.Generators.Analyzers;

/// <summary>Loops that call again what may have run already.</summary>
internal static class BlindRetries
{
    public static Problem? Find(IInvocationOperation call, KnownSymbols known)
    {
        IMethodSymbol method = call.TargetMethod.OriginalDefinition;
        if (method.Has(known.IdempotentAttribute)) return null;
        SyntaxNode? function = Functions.Around(call.Syntax);
        TryStatementSyntax? attempt = call.Syntax.Ancestors()
            .TakeWhile(outer => outer != function)
            .OfType<TryStatementSyntax>()
            .FirstOrDefault(outer => outer.Block.Span.Contains(call.Syntax.Span));
        if (attempt is null || !IsRetried(attempt, function)) return null;
        CatchClauseSyntax? again = attempt.Catches.FirstOrDefault(GoesOn);
        if (again is null) return null;
        return new(Rules.Retry, call.Syntax.GetLocation(), $"{method.ContainingType.Name}.{method.Name}")
        {
            Fix = IsRpcException(again) ? Fixes.RetryWhenNotStarted : null,
            Target = again.GetLocation(),
        };
    }

    // A loop that ends where the call succeeds; one over items goes on to the next item, which is no retry.
    private static bool IsRetried(TryStatementSyntax attempt, SyntaxNode? function)
    {
        SyntaxNode? loop = attempt.Ancestors().TakeWhile(outer => outer != function).FirstOrDefault(outer =>
            outer is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax);
        return loop is not null and not CommonForEachStatementSyntax
            && attempt.Block.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .Any(node => node is ReturnStatementSyntax or BreakStatementSyntax);
    }

    // A filter may well ask whether the call was started.
    private static bool GoesOn(CatchClauseSyntax clause) =>
        clause.Filter is null
        && clause.Block.Statements.LastOrDefault()
            is not (ThrowStatementSyntax or ReturnStatementSyntax or BreakStatementSyntax);

    private static bool IsRpcException(CatchClauseSyntax clause) =>
        clause.Declaration?.Type.ToString().EndsWith("RpcException", StringComparison.Ordinal) ?? false;
}
