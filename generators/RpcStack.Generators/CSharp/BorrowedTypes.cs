using Microsoft.CodeAnalysis;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>
/// Types that are annotated for other libraries, in assemblies that the generator never saw: whoever names them needs
/// codecs of its own for them.
/// </summary>
internal static class BorrowedTypes
{
    /// <summary>The codecs for those that are held, and for what these hold.</summary>
    public static EquatableArray<CodecModel> Codecs(IEnumerable<TypeEdge> edges, KnownSymbols known)
    {
        List<CodecModel> codecs = [];
        HashSet<INamedTypeSymbol> seen = new(SymbolEqualityComparer.Default);
        Queue<TypeEdge> queue = new(edges);
        while (queue.Count > 0)
        {
            INamedTypeSymbol type = queue.Dequeue().Type;
            if (type.IsSource(known.Compilation) || !seen.Add(type)) continue;
            if (Reader.Codec(type, known) is { } codec) codecs.Add(codec);
            foreach (TypeEdge edge in known.Parse(type).Edges) queue.Enqueue(edge);
        }

        return new(codecs);
    }
}
