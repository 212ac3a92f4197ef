using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>
/// Attributes of other libraries that make a type a message or a union. They are known by their names, so that nobody needs
/// to refer to those libraries.
/// </summary>
internal sealed class ForeignAnnotations
{
    public const string MessagePackObject = "MessagePack.MessagePackObjectAttribute";
    public const string MessagePackUnion = "MessagePack.UnionAttribute";
    public const string DataContract = "System.Runtime.Serialization.DataContractAttribute";

    private const string Key = "MessagePack.KeyAttribute";
    private const string IgnoreMember = "MessagePack.IgnoreMemberAttribute";
    private const string DataMember = "System.Runtime.Serialization.DataMemberAttribute";
    private const string IgnoreDataMember = "System.Runtime.Serialization.IgnoreDataMemberAttribute";

    private readonly bool _isDataContract;

    private ForeignAnnotations(bool isDataContract) => _isDataContract = isDataContract;

    /// <summary>What a field that has no number lacks.</summary>
    public string Number => _isDataContract ? "[DataMember] with an Order" : "[Key] that is a number";

    /// <summary>The name of the attribute that decides what the type is, where RpcStack's own do not.</summary>
    public static string? Deciding(ITypeSymbol type, KnownSymbols known)
    {
        if (type is not INamedTypeSymbol || type.Has(known.MessageAttribute) || type.Has(known.UnionAttribute)) return null;
        if (type.IsAbstract && Has(type, MessagePackUnion)) return MessagePackUnion;
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct)) return null;
        return Has(type, MessagePackObject) ? MessagePackObject : Has(type, DataContract) ? DataContract : null;
    }

    /// <summary>How a message's members are annotated; null where it is RpcStack's own.</summary>
    public static ForeignAnnotations? Of(INamedTypeSymbol type, KnownSymbols known) => Deciding(type, known) switch
    {
        MessagePackObject => new(false),
        DataContract => new(true),
        _ => null,
    };

    /// <summary>The cases of a union of MessagePack's.</summary>
    public static IEnumerable<AttributeData> Cases(INamedTypeSymbol union) => FindAll(union, MessagePackUnion);

    /// <summary>Why the type as a whole has no numbers for its fields, or hides some of them; null where that is not so.</summary>
    public string? Refuse(INamedTypeSymbol type)
    {
        if (!_isDataContract && FindAll(type, MessagePackObject).First().ConstructorArguments is [{ Value: true }, ..])
            return "its keys are the names of its members, and a message's fields have numbers";
        return Members(type).FirstOrDefault(member => member.DeclaredAccessibility != Accessibility.Public && IsMarked(member))
            is { } hidden
                ? $"'{hidden.Name}' is not public and a field"
                : null;
    }

    /// <summary>Whether the annotations keep a public member out of the message.</summary>
    public bool IsIgnored(ISymbol member) =>
        Has(member, IgnoreDataMember) || (_isDataContract ? !IsMarked(member) : Has(member, IgnoreMember));

    /// <summary>Whether the annotations say that it is a field.</summary>
    public bool IsMarked(ISymbol member) => Has(member, _isDataContract ? DataMember : Key);

    /// <summary>The field's place in MessagePack's array; null where its key is text.</summary>
    public int? Position(ISymbol member) => _isDataContract
        ? FindAll(member, DataMember).FirstOrDefault()?.Named("Order") as int?
        : FindAll(member, Key).FirstOrDefault().Number();

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is { SpecialType: SpecialType.None }; t = t.BaseType)
            foreach (ISymbol member in t.GetMembers())
                yield return member;
    }

    private static bool Has(ISymbol symbol, string attribute) => FindAll(symbol, attribute).Any();

    private static IEnumerable<AttributeData> FindAll(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().Where(data => data.AttributeClass is { } type && IsCalled(type, attribute));

    // Most attributes have another name, and asking for the whole one costs a string.
    private static bool IsCalled(INamedTypeSymbol type, string name) =>
        name.EndsWith(type.Name, StringComparison.Ordinal) && type.ToDisplayString() == name;
}
