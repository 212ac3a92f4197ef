using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>Something that names are declared in. Names that differ in case only are one (OMG IDL 4.2 §7.5.2).</summary>
internal abstract class Scope(Identifier name, Scope? container) : Symbol(name, container)
{
    private readonly Dictionary<string, Symbol> _symbols = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The C# names that are taken, with what took them.</summary>
    public Dictionary<string, Symbol> CSharpNames { get; } = new(StringComparer.Ordinal);

    public Symbol? Own(string name) => _symbols.TryGetValue(name, out Symbol symbol) ? symbol : null;

    /// <summary>Finds a name here, or in what this inherits from.</summary>
    public virtual Symbol? Find(string name) => Own(name);

    public void Add(Symbol symbol) => _symbols[symbol.Name.Text] = symbol;
}
