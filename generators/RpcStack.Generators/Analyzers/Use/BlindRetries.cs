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
        SyntaxNode? loop = attempt.Ancestors().TakeWhile(outer => outer != function).FirstOrDefault(IsLoop);
        return loop is not null and not CommonForEachStatementSyntax
            && attempt.Block.DescendantNodes(IsOfFunction).Any(node => node is ReturnStatementSyntax || Breaks(node, loop));
    }

    // A break within the attempt may be an inner loop's or a switch's.
    private static bool Breaks(SyntaxNode node, SyntaxNode loop) =>
        node is BreakStatementSyntax
        && node.Ancestors().First(outer => IsLoop(outer) || outer is SwitchStatementSyntax) == loop;

    private static bool IsLoop(SyntaxNode node) =>
        node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax;

    private static bool IsOfFunction(SyntaxNode node) =>
        node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);

    // A filter may well ask whether the call was started.
    private static bool GoesOn(CatchClauseSyntax clause) =>
        clause.Filter is null
        && clause.Block.Statements.LastOrDefault()
            is not (ThrowStatementSyntax or ReturnStatementSyntax or BreakStatementSyntax);

    private static bool IsRpcException(CatchClauseSyntax clause) =>
        clause.Declaration?.Type.ToString().EndsWith("RpcException", StringComparison.Ordinal) ?? false;
}
