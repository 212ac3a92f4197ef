using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>Looks through everything that a message, union or operation holds, near or far, for what is broken.</summary>
internal static class Reach
{
    /// <summary>Whether something reachable is broken; <paramref name="failure"/> says what, if it is a type.</summary>
    public static bool IsBroken(IEnumerable<TypeEdge> edges, KnownSymbols known, out TypeFailure? failure)
    {
        // Breadth first and with a queue: types may be recursive, and chains of them longer than the stack is deep.
        HashSet<INamedTypeSymbol> seen = new(SymbolEqualityComparer.Default);
        Queue<TypeEdge> queue = new();
        foreach (TypeEdge edge in edges)
            if (seen.Add(edge.Type)) queue.Enqueue(edge with { Path = edge.Type.Name });

        while (queue.Count > 0)
        {
            TypeEdge here = queue.Dequeue();
            ParsedType parsed = known.Parse(here.Type);
            if (parsed.IsBroken)
            {
                failure = parsed.Failures.FirstOrDefault(f => f.Reason is not null);
                if (failure is not null) failure = failure with { Path = $"{here.Path}.{failure.Path}" };
                return true;
            }

            foreach (TypeEdge edge in parsed.Edges)
                if (seen.Add(edge.Type)) queue.Enqueue(edge with { Path = $"{here.Path}.{edge.Path}" });
        }

        failure = null;
        return false;
    }
}
