using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>The codecs for types that cannot be annotated.</summary>
internal sealed class ForeignCodecs
{
    private readonly Dictionary<ITypeSymbol, ITypeSymbol> _codecs = new(SymbolEqualityComparer.Default);

    public ITypeSymbol? Find(ITypeSymbol type) => _codecs.TryGetValue(type, out ITypeSymbol codec) ? codec : null;

    public static ForeignCodecs Of(Compilation compilation, INamedTypeSymbol? attribute)
    {
        var codecs = new ForeignCodecs();
        if (attribute is null) return codecs;
        codecs.Add(compilation.Assembly, attribute);
        foreach (IAssemblySymbol reference in compilation.SourceModule.ReferencedAssemblySymbols)
            if (reference.References(attribute.ContainingAssembly)) codecs.Add(reference, attribute);
        return codecs;
    }

    private void Add(IAssemblySymbol assembly, INamedTypeSymbol attribute)
    {
        foreach (AttributeData data in assembly.GetAttributes())
        {
            if (!SymbolEqualityComparer.Default.Equals(data.AttributeClass?.OriginalDefinition, attribute)) continue;
            ITypeSymbol type = data.AttributeClass!.TypeArguments[0];
            if (!_codecs.ContainsKey(type)) _codecs.Add(type, data.AttributeClass.TypeArguments[1]);
        }
    }
}
