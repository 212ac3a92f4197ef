using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>
/// Chooses the constructor that a codec calls: of those that take only fields, the one that takes most.
/// </summary>
internal static class Construction
{
    /// <summary>Gives which parameter takes which member, or null where there is no such constructor.</summary>
    public static IReadOnlyDictionary<ISymbol, IParameterSymbol>? Choose(
        INamedTypeSymbol type, IReadOnlyList<MessageMember> members, KnownSymbols known, out Location? closest)
    {
        Dictionary<ISymbol, IParameterSymbol>? best = null;
        closest = null;
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (IsCopy(constructor, type) || !constructor.IsAccessible(known.Compilation)) continue;
            Dictionary<ISymbol, IParameterSymbol>? match = Match(constructor, members);
            if (match is null) closest ??= constructor.Place();
            else if (best is null || match.Count > best.Count) best = match;
        }

        return best;
    }

    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) =>
        constructor.Parameters.Length == 1 && constructor.Parameters[0].Type.SameAs(type);

    private static Dictionary<ISymbol, IParameterSymbol>? Match(
        IMethodSymbol constructor, IReadOnlyList<MessageMember> members)
    {
        Dictionary<ISymbol, IParameterSymbol> match = new(SymbolEqualityComparer.Default);
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            if (parameter.RefKind is RefKind.Ref or RefKind.Out) return null;
            if (Find(parameter, members) is { } member && !match.ContainsKey(member.Symbol))
                match.Add(member.Symbol, parameter);
            else if (!parameter.IsOptional)
                return null;
        }

        return match;
    }

    private static MessageMember? Find(IParameterSymbol parameter, IReadOnlyList<MessageMember> members) =>
        members.FirstOrDefault(member => IsMatch(parameter, member, StringComparison.Ordinal))
        ?? members.FirstOrDefault(member => IsMatch(parameter, member, StringComparison.OrdinalIgnoreCase));

    // What is required and cannot be set was ignored, or is a C# field; it is no value for a parameter either.
    private static bool IsMatch(IParameterSymbol parameter, MessageMember member, StringComparison comparison) =>
        string.Equals(parameter.Name, member.Symbol.Name, comparison)
        && parameter.Type.SameAs(member.Type)
        && !member.IsUnusable;
}
