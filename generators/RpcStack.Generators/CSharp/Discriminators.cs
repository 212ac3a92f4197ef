using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>The members that hold the discriminator of a union.</summary>
internal static class Discriminators
{
    /// <summary>The member of a case that does, or null.</summary>
    public static ISymbol? Of(INamedTypeSymbol type, KnownSymbols known)
    {
        for (INamedTypeSymbol? declaring = type; declaring is not null; declaring = declaring.BaseType)
            if (declaring.GetMembers().FirstOrDefault(member => Is(member, known)) is { } holder) return holder;
        return null;
    }

    /// <summary>Whether the member is marked, or the parameter of a positional record that made it.</summary>
    public static bool Is(ISymbol member, KnownSymbols known) =>
        member is IPropertySymbol or IFieldSymbol
        && (member.Has(known.DiscriminatorAttribute) || Parameters(member).Any(p => p.Has(known.DiscriminatorAttribute)));

    /// <summary>The type of a member that can be set, or null.</summary>
    public static ITypeSymbol? TypeOf(ISymbol holder, KnownSymbols known) => holder switch
    {
        IPropertySymbol { SetMethod: { } setter } property when setter.IsAccessible(known.Compilation) => property.Type,
        IFieldSymbol { IsReadOnly: false } field => field.Type,
        _ => null,
    };

    private static IEnumerable<IParameterSymbol> Parameters(ISymbol member) => member.ContainingType.IsRecord
        ? member.ContainingType.InstanceConstructors
            .SelectMany(constructor => constructor.Parameters)
            .Where(parameter => parameter.Name == member.Name)
        : [];
}
