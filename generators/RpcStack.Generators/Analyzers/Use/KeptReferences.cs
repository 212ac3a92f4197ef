using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RpcStack.Generators.CSharp;

namespace RpcStack.Generators.Analyzers;

/// <summary>References that a method receives, that nothing else gets to know, and that are not disposed of.</summary>
internal static class KeptReferences
{
    public static Problem? Find(IVariableDeclaratorOperation local, KnownSymbols known)
    {
        if (RemoteCalls.Awaited(local.GetVariableInitializer()?.Value, known) is not { } call) return null;
        if (!RemoteCalls.IsDisposable(local.Symbol.Type, known)) return null;
        if (LocalUses.Statement(local) is not { } statement || LocalUses.IsUsing(statement)) return null;
        if (!LocalUses.Of(local).All(use => IsHarmless(use, local, known))) return null;
        return new(Rules.Kept, local.Syntax.GetLocation(), local.Symbol.Name, call.TargetMethod.Name)
        {
            Fix = Fixes.AwaitUsing,
            Target = statement.GetLocation(),
        };
    }

    /// <summary>A statement that is nothing but a call forgets what it gets, unless that may well be nothing.</summary>
    public static Problem? Find(IExpressionStatementOperation statement, KnownSymbols known) =>
        RemoteCalls.Awaited(statement.Operation, known) is { } call
        && RemoteCalls.Reference(call, known) is { } type
        && type.NullableAnnotation != NullableAnnotation.Annotated
        && RemoteCalls.IsDisposable(type, known)
            ? new(Rules.Kept, call.Syntax.GetLocation(), type.ToText(), call.TargetMethod.Name)
            : null;

    // Whatever else is done with it may well dispose of it, or keep it for somebody who does.
    private static bool IsHarmless(ILocalReferenceOperation use, IOperation local, KnownSymbols known) =>
        LocalUses.AreOfOneFunction(use, local) && (RemoteCalls.IsReceiver(use, known) || IsTested(use));

    private static bool IsTested(IOperation value)
    {
        while (value.Parent is IConversionOperation conversion) value = conversion;
        return value.Parent is IBinaryOperation or IIsPatternOperation
        {
            Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation },
        };
    }
}
