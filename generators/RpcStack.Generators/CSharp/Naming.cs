using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>
/// The names of what is generated. They depend on the type alone, because other assemblies refer to them.
/// </summary>
internal static class Naming
{
    /// <summary><c>Outer_EntryCodec</c> for <c>Outer.Entry</c>.</summary>
    public static string Codec(INamedTypeSymbol type) => Joined(type, "_") + "Codec";

    /// <summary>The codec's full name, its type arguments left out.</summary>
    public static string QualifiedCodec(INamedTypeSymbol type) => Qualify(type, Codec(type));

    /// <summary>The codec parameter that stands beside a type parameter: <c>TCodec</c>.</summary>
    public static string Codec(ITypeParameterSymbol parameter) => parameter.Name + "Codec";

    /// <summary><c>DnsLookup</c> for <c>IDnsLookup</c>: what stub, skeleton and operations are named after.</summary>
    public static string Prefix(INamedTypeSymbol contract, KnownSymbols known)
    {
        string name = ContractName(contract, known);
        return contract.ContainingType is null ? name : Joined(contract.ContainingType, "_") + "_" + name;
    }

    public static string WireName(INamedTypeSymbol contract, KnownSymbols known) =>
        contract.Find(known.ContractAttribute).NamedName()
        ?? Dotted(contract, ContractName(contract, known));

    public static string WireName(INamedTypeSymbol type, INamedTypeSymbol? attribute) =>
        type.Find(attribute).NamedName() ?? Dotted(type, type.Name);

    /// <summary>The name with its namespace in front, for use anywhere.</summary>
    public static string Qualify(INamedTypeSymbol type, string name) => type.ContainingNamespace.IsGlobalNamespace
        ? "global::" + name
        : $"{type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{name}";

    /// <summary>What a file begins with; <c>Page</c> and <c>Page&lt;T&gt;</c> are two.</summary>
    public static FileModel File(INamedTypeSymbol type, string name, KnownSymbols known)
    {
        string fullName = type.ContainingNamespace.IsGlobalNamespace
            ? name
            : $"{type.ContainingNamespace.ToDisplayString()}.{name}";
        string space = type.ContainingNamespace.IsGlobalNamespace
            ? ""
            : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Substring(8);
        string parameters = string.Join(
            ",", type.Chain().SelectMany(outer => outer.TypeParameters).Select(parameter => parameter.Name));
        string suffix = parameters.Length == 0 ? "" : $"{{{parameters}}}";
        return new($"{fullName.Replace("@", "")}{suffix}.g.cs", space, Accessibility(type, known));
    }

    /// <summary>The identifier, escaped where it is a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>A type's name where it is declared; contextual keywords are not free there.</summary>
    public static string EscapeType(string name) =>
        SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? Escape(name) : "@" + name;

    // What is generated for a type of another assembly is nobody else's.
    private static string Accessibility(INamedTypeSymbol type, KnownSymbols known) =>
        type.IsSource(known.Compilation) ? type.AccessibilityInCSharp() : "internal";

    // Where IFoo and Foo are both contracts, only Foo may be called Foo.
    private static string ContractName(INamedTypeSymbol contract, KnownSymbols known)
    {
        string name = contract.Name;
        if (name.Length < 2 || name[0] != 'I' || !char.IsUpper(name[1])) return name;
        string shorter = name.Substring(1);
        IEnumerable<INamedTypeSymbol> siblings = contract.ContainingType is null
            ? contract.ContainingNamespace.GetTypeMembers(shorter)
            : contract.ContainingType.GetTypeMembers(shorter);
        return siblings.Any(known.IsContract) ? name : shorter;
    }

    private static string Dotted(INamedTypeSymbol type, string name)
    {
        string prefix = type.ContainingType is { } outer ? Joined(outer, ".") + "." : "";
        string space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToString() + ".";
        return (space + prefix + name).Replace("@", "");
    }

    private static string Joined(INamedTypeSymbol type, string separator) =>
        string.Join(separator, type.Chain().Select(outer => outer.Name));
}
