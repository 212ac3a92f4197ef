using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RpcStack.Generators.CSharp;

namespace RpcStack.Generators.Analyzers;

/// <summary>
/// Calls on what a call returns, that wait for it first: as a promise it is there at once, and both calls are one round trip.
/// </summary>
internal static class DependentCalls
{
    private const string Suffix = "Async";

    public static Problem? Find(IInvocationOperation call, KnownSymbols known)
    {
        if (RemoteCalls.Reference(call, known) is not { } type || type.NullableAnnotation == NullableAnnotation.Annotated) return null;
        if (RemoteCalls.AwaitOf(call) is not { } wait || !IsOnlyCalled(wait, known, out string? next)) return null;
        if (Promised(call) is not { } promised) return null;
        return new(Rules.Dependent, call.Syntax.GetLocation(), next!, call.TargetMethod.Name, promised)
        {
            Fix = Fixes.Promise,
            Target = wait.Syntax.GetLocation(),
            Value = promised,
        };
    }

    private static bool IsOnlyCalled(IAwaitOperation wait, KnownSymbols known, out string? next)
    {
        next = null;
        if (RemoteCalls.IsReceiver(wait, known))
        {
            next = ((IInvocationOperation)wait.Parent!).TargetMethod.Name;
            return true;
        }

        if (wait.Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation local }) return false;
        if (LocalUses.Statement(local) is not { } declaration) return false;
        IReadOnlyList<ILocalReferenceOperation> uses = LocalUses.Of(local);
        if (uses.Count == 0 || !uses.All(use => LocalUses.AreOfOneFunction(use, local) && IsCalled(use, known)))
            return false;
        ILocalReferenceOperation first = uses[0];
        // Where the first call stands in a try, or is not always made, a failure would come up elsewhere than it does.
        next = ((IInvocationOperation)first.Parent!).TargetMethod.Name;
        StatementSyntax? statement = first.Syntax.FirstAncestorOrSelf<StatementSyntax>();
        return RemoteCalls.IsReceiver(first, known)
            && statement is ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax
            && Block(statement) == Block(declaration)
            && !IsConditional(first.Syntax, statement);
    }

    private static bool IsCalled(ILocalReferenceOperation use, KnownSymbols known) =>
        RemoteCalls.IsReceiver(use, known)
        || (use.Parent is IInvocationOperation { TargetMethod.Name: "DisposeAsync" } dispose && dispose.Instance == use);

    private static SyntaxNode? Block(SyntaxNode statement) =>
        statement.Parent is GlobalStatementSyntax top ? top.Parent : statement.Parent;

    private static bool IsConditional(SyntaxNode use, SyntaxNode statement) => use.Ancestors()
        .TakeWhile(outer => outer != statement)
        .Any(outer => outer is ConditionalExpressionSyntax or SwitchExpressionSyntax or BinaryExpressionSyntax or ConditionalAccessExpressionSyntax);

    // The generator adds it beside the contract; code that does not import that namespace cannot call it.
    private static string? Promised(IInvocationOperation call)
    {
        if (call.Instance?.Type is not { } type || call.SemanticModel is not { } model) return null;
        string name = call.TargetMethod.Name;
        if (name.EndsWith(Suffix, StringComparison.Ordinal)) name = name.Substring(0, name.Length - Suffix.Length);
        name += "Promised";
        return model.LookupSymbols(call.Syntax.SpanStart, type, name, includeReducedExtensionMethods: true).Any() ? name : null;
    }
}
