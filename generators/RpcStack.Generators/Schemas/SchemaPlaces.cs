using Microsoft.CodeAnalysis;
using RpcStack.Generators.CSharp;

namespace RpcStack.Generators.Schemas;

/// <summary>Where in the source the parts of a schema are declared.</summary>
internal sealed class SchemaPlaces(KnownSymbols known, IReadOnlyDictionary<string, INamedTypeSymbol> types)
{
    /// <summary>A type, where the source declares it.</summary>
    public Location? Type(string name) => types.TryGetValue(name, out INamedTypeSymbol type) ? InSource(type) : null;

    /// <summary>A message's field.</summary>
    public Location? Field(string message, int position) => types.TryGetValue(message, out INamedTypeSymbol type)
        ? known.Parse(type).Fields.FirstOrDefault(field => field.Position == position) is { } field
            ? InSource(field.Symbol)
            : null
        : null;

    /// <summary>An enumeration's name.</summary>
    public Location? Value(string enumeration, string name) => types.TryGetValue(enumeration, out INamedTypeSymbol type)
        ? type.GetMembers(name).FirstOrDefault() is { } value ? InSource(value) : null
        : null;

    /// <summary>An operation of that ordinal, or of that name.</summary>
    public IMethodSymbol? Operation(INamedTypeSymbol contract, int ordinal, string name)
    {
        List<OperationIdentity> all = known.ParseOperations(contract).Identities;
        return (all.FirstOrDefault(one => one.Ordinal == ordinal) ?? all.FirstOrDefault(one => one.Name == name))?.Method;
    }

    public static Location? InSource(ISymbol symbol) => symbol.Locations.FirstOrDefault(location => location.IsInSource);
}
