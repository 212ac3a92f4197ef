using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>An interface.</summary>
internal sealed class InterfaceSymbol(Identifier name, Scope container) : Scope(name, container)
{
    public override string Kind => "an interface";

    /// <summary>Whether more is known of it than its name.</summary>
    public bool IsDefined { get; set; }

    /// <summary>How many interfaces a path through its bases has at most.</summary>
    public int Depth { get; private set; } = 1;

    /// <summary>The ONC RPC program and version that it is, or null.</summary>
    public (uint Number, uint Version)? OncProgram { get; set; }

    public List<InterfaceSymbol> Bases { get; } = [];

    /// <summary>Its operations, attributes, types and constants, in order.</summary>
    public List<Symbol> Members { get; } = [];

    public void Extend(InterfaceSymbol other)
    {
        Bases.Add(other);
        Depth = Math.Max(Depth, other.Depth + 1);
    }

    /// <summary>Itself and all that it inherits from, each once.</summary>
    public IEnumerable<InterfaceSymbol> Family()
    {
        HashSet<InterfaceSymbol> seen = [];
        Queue<InterfaceSymbol> queue = new([this]);
        while (queue.Count > 0)
        {
            InterfaceSymbol next = queue.Dequeue();
            if (!seen.Add(next)) continue;
            yield return next;
            foreach (InterfaceSymbol other in next.Bases) queue.Enqueue(other);
        }
    }

    public override Symbol? Find(string name) =>
        Family().Select(one => one.Own(name)).FirstOrDefault(symbol => symbol is not null);
}
