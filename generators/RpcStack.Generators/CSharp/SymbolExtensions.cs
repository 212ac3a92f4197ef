using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RpcStack.Generators.CSharp;

/// <summary>Questions that several parsers ask of symbols.</summary>
internal static class SymbolExtensions
{
    private static readonly SymbolDisplayFormat Nullable = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Short = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>As generated code writes it, with nullability.</summary>
    public static string ToCSharp(this ITypeSymbol type) => type.ToDisplayString(Nullable);

    /// <summary>As a message to people writes it.</summary>
    public static string ToText(this ISymbol symbol) => symbol.ToDisplayString(Short);

    public static bool Has(this ISymbol symbol, INamedTypeSymbol? attribute) => symbol.Find(attribute) is not null;

    public static AttributeData? Find(this ISymbol symbol, INamedTypeSymbol? attribute) =>
        symbol.FindAll(attribute).FirstOrDefault();

    public static IEnumerable<AttributeData> FindAll(this ISymbol symbol, INamedTypeSymbol? attribute) =>
        symbol.GetAttributes().Of(attribute);

    public static IEnumerable<AttributeData> Of(this IEnumerable<AttributeData> all, INamedTypeSymbol? attribute) =>
        attribute is null
            ? []
            : all.Where(data =>
                SymbolEqualityComparer.Default.Equals(data.AttributeClass?.OriginalDefinition, attribute));

    /// <summary>The attribute's <c>Name</c>, where one is given.</summary>
    public static string? NamedName(this AttributeData? data)
    {
        if (data is null) return null;
        foreach (KeyValuePair<string, TypedConstant> argument in data.NamedArguments)
            if (argument.Key == "Name" && argument.Value.Value is string { Length: > 0 } name) return name;
        return null;
    }

    /// <summary>The attribute's argument of that name, or null.</summary>
    public static object? Named(this AttributeData data, string name) =>
        data.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;

    /// <summary>The attribute's first argument, where it is a number.</summary>
    public static int? Number(this AttributeData? data) =>
        data is { ConstructorArguments: { Length: > 0 } arguments }
        && arguments[0] is { Kind: not TypedConstantKind.Array, Value: int number }
            ? number
            : null;

    public static Location Place(this AttributeData data, ISymbol owner) =>
        data.ApplicationSyntaxReference is { } syntax
            ? Location.Create(syntax.SyntaxTree, syntax.Span)
            : owner.Place();

    /// <summary>Where the symbol's name stands, in a file that people write.</summary>
    public static Location Place(this ISymbol symbol) =>
        symbol.Locations.FirstOrDefault(location => location.IsInSource) ?? Location.None;

    /// <summary>The type and the types around it, outermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> Chain(this INamedTypeSymbol type)
    {
        Stack<INamedTypeSymbol> chain = new();
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType) chain.Push(outer);
        return chain;
    }

    /// <summary>The name by which a compilation finds the type.</summary>
    public static string MetadataName(this INamedTypeSymbol type)
    {
        string name = string.Join("+", type.Chain().Select(outer => outer.MetadataName));
        return type.ContainingNamespace.IsGlobalNamespace ? name : $"{type.ContainingNamespace.ToString().Replace("@", "")}.{name}";
    }

    /// <summary>Whether code elsewhere in the assembly can name the type.</summary>
    public static bool IsReachable(this INamedTypeSymbol type) => type.Chain().All(outer =>
        !outer.IsFileLocal
        && outer.DeclaredAccessibility
            is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal);

    public static string AccessibilityInCSharp(this INamedTypeSymbol type) =>
        type.Chain().All(outer => outer.DeclaredAccessibility is Accessibility.Public) ? "public" : "internal";

    /// <summary>Whether every declaration in this compilation says <c>partial</c>.</summary>
    public static bool IsPartial(this INamedTypeSymbol type) => type.DeclaringSyntaxReferences.All(reference =>
        reference.GetSyntax() is TypeDeclarationSyntax declaration
        && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>Whether the type and those around it have names; in the middle of typing they may not.</summary>
    public static bool IsNamed(this INamedTypeSymbol type) =>
        type.Chain().All(outer =>
            outer.Name.Length > 0 && outer.TypeParameters.All(parameter => parameter.Name.Length > 0));

    public static bool IsSource(this INamedTypeSymbol type, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);

    /// <summary>Whether an assembly refers to another; most know nothing of the run time, and reading attributes is not free.</summary>
    public static bool References(this IAssemblySymbol assembly, IAssemblySymbol other) =>
        assembly.Modules.Any(module => module.ReferencedAssemblies.Any(identity => identity.Name == other.Name));

    public static bool IsAccessible(this ISymbol symbol, Compilation compilation) =>
        compilation.IsSymbolAccessibleWithin(symbol, compilation.Assembly);

    /// <summary>The type without a question mark.</summary>
    public static ITypeSymbol Bare(this ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);

    public static bool SameAs(this ISymbol? symbol, ISymbol? other) =>
        symbol is not null && SymbolEqualityComparer.Default.Equals(symbol, other);
}
