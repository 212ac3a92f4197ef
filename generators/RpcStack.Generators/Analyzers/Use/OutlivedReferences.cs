using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RpcStack.Generators.CSharp;

namespace RpcStack.Generators.Analyzers;

/// <summary>References that leave the scope whose end gives them back.</summary>
internal static class OutlivedReferences
{
    public static IEnumerable<Problem> Find(IVariableDeclaratorOperation local, KnownSymbols known)
    {
        if (!known.IsContract(local.Symbol.Type)) yield break;
        if (LocalUses.Statement(local) is not { } statement || !LocalUses.IsUsing(statement)) yield break;
        IReadOnlyList<ILocalReferenceOperation> uses = LocalUses.Of(local);
        foreach (ILocalReferenceOperation use in uses)
        {
            if (!LocalUses.AreOfOneFunction(use, local) || !IsLeaving(use)) continue;
            yield return new(Rules.Outlived, use.Syntax.GetLocation(), local.Symbol.Name)
            {
                Fix = Fixes.RemoveUsing,
                Target = statement.GetLocation(),
            };
        }
    }

    private static bool IsLeaving(ILocalReferenceOperation use)
    {
        IOperation value = use;
        while (value.Parent is IConversionOperation conversion) value = conversion;
        return value.Parent switch
        {
            IReturnOperation { Kind: Microsoft.CodeAnalysis.OperationKind.Return } => true,
            ISimpleAssignmentOperation assignment => assignment.Value == value && IsKept(assignment),
            _ => false,
        };
    }

    // A field that is assigned again may be cleared before the scope ends.
    private static bool IsKept(ISimpleAssignmentOperation assignment)
    {
        ISymbol? member = Member(assignment.Target);
        if (member is null) return assignment.Target is IParameterReferenceOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref };
        IOperation root = assignment;
        while (root.Parent is not null) root = root.Parent;
        return root.Descendants()
            .OfType<ISimpleAssignmentOperation>()
            .Count(other => SymbolEqualityComparer.Default.Equals(Member(other.Target), member)) == 1;
    }

    private static ISymbol? Member(IOperation target) => (target as IMemberReferenceOperation)?.Member;
}
