using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>
/// Looks through everything that a message, union or operation holds, near or far, for what is broken.
/// </summary>
/// <remarks>
/// Breadth first and with a queue: types may be recursive, and chains of them longer than the stack is deep.
/// </remarks>
internal sealed class Reach(KnownSymbols known)
{
    // Whether nothing broken can be reached from a type. Without it, chains would cost the square of their length.
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _verdicts = new(SymbolEqualityComparer.Default);

    /// <summary>Whether nothing that is held is broken, so that its codecs exist.</summary>
    public bool IsSound(IEnumerable<TypeEdge> edges) => Search(edges, useVerdicts: true) is null;

    /// <summary>
    /// The nearest type that cannot be marshalled, with the path to it; null where something else is broken.
    /// </summary>
    public TypeFailure? FindFailure(IEnumerable<TypeEdge> edges)
    {
        if (Search(edges, useVerdicts: false) is not { } broken) return null;
        ParsedType parsed = known.Parse(broken.Edge.Type);
        if (parsed.Failures.FirstOrDefault(f => f.Reason is not null) is { } failure)
            return failure with { Path = $"{broken.Path}.{failure.Path}" };
        // A type that is annotated for another library is right as it is, so the fault is its user's.
        return parsed.Refusal is { } refusal && ForeignAnnotations.Deciding(broken.Edge.Type, known) is not null
            ? new(broken.Path, broken.Edge.Type.ToText(), refusal)
            : null;
    }

    private Step? Search(IEnumerable<TypeEdge> edges, bool useVerdicts)
    {
        HashSet<INamedTypeSymbol> seen = new(SymbolEqualityComparer.Default);
        Queue<Step> queue = new();
        Enqueue(edges, null);
        while (queue.Count > 0)
        {
            Step step = queue.Dequeue();
            bool isKnown = _verdicts.TryGetValue(step.Edge.Type, out bool isSound);
            if (isKnown && (isSound || useVerdicts))
            {
                if (isSound) continue;
                return Condemn(step);
            }

            ParsedType parsed = known.Parse(step.Edge.Type);
            if (parsed.IsBroken) return Condemn(step);
            Enqueue(parsed.Edges, step);
        }

        foreach (INamedTypeSymbol type in seen) _verdicts[type] = true;
        return null;

        void Enqueue(IEnumerable<TypeEdge> more, Step? holder)
        {
            foreach (TypeEdge edge in more)
                if (seen.Add(edge.Type)) queue.Enqueue(new(edge, holder));
        }
    }

    private Step Condemn(Step broken)
    {
        for (Step? step = broken; step is not null; step = step.Holder) _verdicts[step.Edge.Type] = false;
        return broken;
    }

    /// <summary>How a type was reached.</summary>
    private sealed record Step(TypeEdge Edge, Step? Holder)
    {
        /// <summary>From the first type on: <c>Order.Lines[]</c>.</summary>
        public string Path
        {
            get
            {
                Stack<string> parts = new();
                Step step = this;
                for (; step.Holder is not null; step = step.Holder) parts.Push(step.Edge.Path);
                parts.Push(step.Edge.Type.Name);
                return string.Join(".", parts);
            }
        }
    }
}
