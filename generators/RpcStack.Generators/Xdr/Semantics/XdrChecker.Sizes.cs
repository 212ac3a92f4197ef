using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Xdr.Syntax;

namespace RpcStack.Generators.Xdr.Semantics;

/// <summary>Types that hold themselves, and so have no end.</summary>
internal sealed partial class XdrChecker
{
    // Depth first with a stack: chains of types may be longer than the machine's stack is deep.
    private void CheckSizes()
    {
        HashSet<XdrSymbol> done = [];
        foreach (XdrSymbol root in _scope.Own)
        {
            HashSet<XdrSymbol> path = [];
            Stack<(XdrSymbol Symbol, Queue<XdrSymbol> Held)> open = new();
            Visit(root);
            while (open.Count > 0)
            {
                (XdrSymbol symbol, Queue<XdrSymbol> held) = open.Peek();
                if (held.Count > 0)
                {
                    XdrSymbol next = held.Dequeue();
                    if (!path.Contains(next)) Visit(next);
                    else if (next.IsOwn)
                        Report(XdrRules.Type, next.Definition.Name, "it holds itself; only what is optional or of any length may");
                    continue;
                }

                open.Pop();
                path.Remove(symbol);
            }

            void Visit(XdrSymbol symbol)
            {
                if (!done.Add(symbol)) return;
                path.Add(symbol);
                open.Push((symbol, new(Held(symbol.Definition))));
            }
        }
    }

    private IEnumerable<XdrSymbol> Held(XdrDefinition definition)
    {
        // Of a union's arms one may always be another.
        if (definition is not StructSyntax structure) yield break;
        foreach (DeclarationSyntax field in structure.Fields)
            if (Required(_scope.ResolveSilently(field)) is { } held) yield return held;
    }

    private static XdrSymbol? Required(XdrType? type)
    {
        while (type is ListXdrType { IsFixed: true, Limit: > 0 } list) type = list.Element;
        return (type as DeclaredXdrType)?.Symbol;
    }
}
