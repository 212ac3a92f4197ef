using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>Lists what may be fields, in the order of declaration, the base type's first.</summary>
internal static class MessageMembers
{
    public static IReadOnlyList<MessageMember> Of(INamedTypeSymbol type, KnownSymbols known)
    {
        List<MessageMember> members = [];
        foreach (INamedTypeSymbol declaring in FromBase(type))
        {
            // Of an exception's own properties, the text is the one that has a place on the wire.
            bool isException = declaring.SameAs(known.Exception);
            foreach (ISymbol symbol in declaring.GetMembers())
                if (Read(symbol, known, isException) is { } member) Add(members, member);
        }

        return members;
    }

    private static Stack<INamedTypeSymbol> FromBase(INamedTypeSymbol type)
    {
        Stack<INamedTypeSymbol> types = new();
        for (INamedTypeSymbol? t = type; t is { SpecialType: SpecialType.None }; t = t.BaseType) types.Push(t);
        return types;
    }

    // An override keeps the place of what it overrides, and so does a member that hides another.
    private static void Add(List<MessageMember> members, MessageMember member)
    {
        int index = members.FindIndex(other => other.Symbol.Name == member.Symbol.Name);
        if (index < 0) members.Add(member);
        else members[index] = member;
    }

    private static MessageMember? Read(ISymbol symbol, KnownSymbols known, bool isException)
    {
        if (symbol.Name.Length == 0 || symbol.IsStatic) return null;
        if (symbol.DeclaredAccessibility != Accessibility.Public) return null;
        if (isException && symbol.Name != "Message") return null;
        return symbol switch
        {
            IPropertySymbol property => Read(property, known, isException),
            IFieldSymbol field when field.Has(known.FieldAttribute) || field.IsRequired => Read(field, known),
            _ => null,
        };
    }

    private static MessageMember? Read(IPropertySymbol property, KnownSymbols known, bool isException)
    {
        if (property.IsIndexer || property.RefKind != RefKind.None || property.Has(known.IgnoreAttribute))
            return property.IsRequired ? Unusable(property, property.Type) : null;
        if (property.GetMethod is not { } getter || !getter.IsAccessible(known.Compilation)) return null;
        return new(
            property,
            property.Type,
            property.SetMethod is not null,
            property.SetMethod is { } setter && setter.IsAccessible(known.Compilation),
            property.IsRequired,
            property.Has(known.FieldAttribute),
            isException);
    }

    private static MessageMember Read(IFieldSymbol field, KnownSymbols known) => field.Has(known.FieldAttribute)
        ? new(field, field.Type, !field.IsReadOnly, !field.IsReadOnly, field.IsRequired, true, false)
        : Unusable(field, field.Type);

    private static MessageMember Unusable(ISymbol symbol, ITypeSymbol type) =>
        new(symbol, type, false, false, true, false, false);
}
