using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace RpcStack.Generators.Analyzers;

/// <summary>Where a local variable occurs after its declaration.</summary>
internal static class LocalUses
{
    public static IReadOnlyList<ILocalReferenceOperation> Of(IVariableDeclaratorOperation local)
    {
        IOperation root = local;
        while (root.Parent is not null) root = root.Parent;
        return
        [
            .. root.Descendants()
                .OfType<ILocalReferenceOperation>()
                .Where(use => SymbolEqualityComparer.Default.Equals(use.Local, local.Symbol)),
        ];
    }

    /// <summary>The statement that declares the variable and no other, or null.</summary>
    public static LocalDeclarationStatementSyntax? Statement(IVariableDeclaratorOperation local) =>
        local.Syntax is VariableDeclaratorSyntax
        {
            Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement },
        }
            ? statement
            : null;

    public static bool IsUsing(LocalDeclarationStatementSyntax statement) => statement.UsingKeyword.IsKind(SyntaxKind.UsingKeyword);

    /// <summary>Whether two pieces of code run as one, with no lambda or local function between them.</summary>
    public static bool AreOfOneFunction(IOperation one, IOperation other) =>
        Functions.Around(one.Syntax) == Functions.Around(other.Syntax);
}
