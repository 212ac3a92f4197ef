using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RpcStack.Generators.Analyzers;

namespace RpcStack.Generators.CSharp;

/// <summary>Gives a contract's methods their names and ordinals, leaving out those that clash.</summary>
internal static class OperationIdentities
{
    // The descriptors are static fields; these names mean something else there.
    private static readonly HashSet<string> Taken =
        ["Contract", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString", "Finalize"];

    public static IReadOnlyList<OperationIdentity> Of(
        INamedTypeSymbol contract, List<IMethodSymbol> methods, KnownSymbols known, List<Problem> problems)
    {
        List<int?> stated = [.. methods.Select(method => Ordinal(method, known))];
        bool areStated = stated.Any(ordinal => ordinal is not null);
        int first = contract.Has(known.OncProgramAttribute) ? 1 : 0;
        CheckFiles(contract, methods, areStated, problems);

        List<OperationIdentity> identities = [];
        HashSet<int> ordinals = [];
        HashSet<string> names = [];
        string operations = Naming.Prefix(contract, known) + "Operations";
        for (int i = 0; i < methods.Count; i++)
        {
            string name = Name(methods[i], known);
            (string? problem, string? fix) = areStated switch
            {
                true when stated[i] is null =>
                    ("other operations state their ordinal, this one does not", Fixes.NumberOperations),
                true when stated[i] < 0 => ("its ordinal is negative", Fixes.NumberOperations),
                true when stated[i] < first =>
                    ("procedure 0 is the null procedure of every ONC RPC program", Fixes.NumberOperations),
                true when !ordinals.Add(stated[i]!.Value) =>
                    ($"the ordinal {stated[i]} is taken", Fixes.NumberOperations),
                _ when !names.Add(name) =>
                    ($"another operation is called '{name}' on the wire; [RpcOperation(Name = \"…\")] renames one",
                    Fixes.RenameOperation),
                _ => default((string?, string?)),
            };
            if (problem is null) identities.Add(new(methods[i], stated[i] ?? first + i, name, Field(name, operations)));
            else
                problems.Add(
                    new(Rules.Identity, methods[i].Place(), $"{contract.Name}.{methods[i].Name}", problem) { Fix = fix });
        }

        return identities;
    }

    private static int? Ordinal(IMethodSymbol method, KnownSymbols known) =>
        method.Find(known.OperationAttribute).Number();

    private static string Name(IMethodSymbol method, KnownSymbols known)
    {
        if (method.Find(known.OperationAttribute).NamedName() is { } name) return name;
        return method.Name.Length > 5 && method.Name.EndsWith("Async", StringComparison.Ordinal)
            ? method.Name.Substring(0, method.Name.Length - 5)
            : method.Name;
    }

    // The order of files is the build's business, so it must not number anything.
    private static void CheckFiles(
        INamedTypeSymbol contract, List<IMethodSymbol> methods, bool areStated, List<Problem> problems)
    {
        if (areStated || methods.Count == 0) return;
        SyntaxTree? first = methods[0].Place().SourceTree;
        if (methods.FirstOrDefault(method => method.Place().SourceTree != first) is { } elsewhere)
            problems.Add(new(
                Rules.Identity, elsewhere.Place(), $"{contract.Name}.{elsewhere.Name}",
                "the contract's operations stand in several files, so each needs an [RpcOperation(ordinal)]")
            {
                Fix = Fixes.NumberOperations,
            });
    }

    private static string Field(string name, string operations)
    {
        string identifier = SyntaxFacts.IsValidIdentifier(name)
            ? name
            : string.Concat(name.Select(c => SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_'));
        if (!SyntaxFacts.IsIdentifierStartCharacter(identifier[0])) identifier = "_" + identifier;
        return Taken.Contains(identifier) || identifier == operations ? identifier + "_" : Naming.Escape(identifier);
    }
}
