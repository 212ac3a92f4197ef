using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>Lists what may be fields, in the order of declaration, the base type's first.</summary>
internal static class MessageMembers
{
    public static IReadOnlyList<MessageMember> Of(INamedTypeSymbol type, KnownSymbols known)
    {
        List<MessageMember> members = [];
        ForeignAnnotations? foreign = ForeignAnnotations.Of(type, known);
        foreach (INamedTypeSymbol declaring in FromBase(type))
        {
            // Of an exception's own properties, the text is the one that has a place on the wire.
            bool isException = declaring.SameAs(known.Exception);
            foreach (ISymbol symbol in declaring.GetMembers())
                if (Read(symbol, known, foreign, isException) is { } member) Add(members, member);
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

    private static MessageMember? Read(
        ISymbol symbol, KnownSymbols known, ForeignAnnotations? foreign, bool isException)
    {
        if (symbol.Name.Length == 0 || symbol.IsStatic) return null;
        if (symbol.DeclaredAccessibility != Accessibility.Public) return null;
        if (isException && symbol.Name != "Message") return null;
        return symbol switch
        {
            IPropertySymbol property => Read(property, known, foreign, isException),
            IFieldSymbol field when foreign is not null => foreign.IsIgnored(field) ? null : Field(field),
            IFieldSymbol field when field.Has(known.FieldAttribute) => Field(field),
            IFieldSymbol { IsRequired: true } field => Unusable(field, field.Type),
            _ => null,
        };
    }

    private static MessageMember? Read(
        IPropertySymbol property, KnownSymbols known, ForeignAnnotations? foreign, bool isException)
    {
        bool isIgnored = property.Has(known.IgnoreAttribute) || foreign?.IsIgnored(property) == true;
        if (property.IsIndexer || property.RefKind != RefKind.None || isIgnored)
            return property.IsRequired ? Unusable(property, property.Type) : null;
        if (property.GetMethod is not { } getter || !getter.IsAccessible(known.Compilation)) return null;
        return new(
            property,
            property.Type,
            property.SetMethod is not null,
            property.SetMethod is { } setter && setter.IsAccessible(known.Compilation),
            property.IsRequired,
            property.Has(known.FieldAttribute) || foreign?.IsMarked(property) == true,
            isException);
    }

    private static MessageMember Field(IFieldSymbol field) =>
        new(field, field.Type, !field.IsReadOnly, !field.IsReadOnly, field.IsRequired, true, false);

    private static MessageMember Unusable(ISymbol symbol, ITypeSymbol type) =>
        new(symbol, type, false, false, true, false, false);
}
