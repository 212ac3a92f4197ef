using Microsoft.CodeAnalysis;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>The types that the run time has codecs for.</summary>
internal sealed partial class TypeResolver
{
    private TypeModel? Scalar(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String => Codecs.Text(TakeBound()),
        SpecialType.System_Boolean => Codecs.Scalar("bool", "Boolean"),
        SpecialType.System_SByte => Codecs.Scalar("sbyte", "SByte"),
        SpecialType.System_Byte => Codecs.Scalar("byte", "Byte"),
        SpecialType.System_Int16 => Codecs.Scalar("short", "Int16"),
        SpecialType.System_UInt16 => Codecs.Scalar("ushort", "UInt16"),
        SpecialType.System_Int32 => Codecs.Scalar("int", "Int32"),
        SpecialType.System_UInt32 => Codecs.Scalar("uint", "UInt32"),
        SpecialType.System_Int64 => Codecs.Scalar("long", "Int64"),
        SpecialType.System_UInt64 => Codecs.Scalar("ulong", "UInt64"),
        SpecialType.System_Single => Codecs.Scalar("float", "Single"),
        SpecialType.System_Double => Codecs.Scalar("double", "Double"),
        SpecialType.System_Char => Codecs.Scalar("char", "Char"),
        SpecialType.System_Decimal => Codecs.Scalar("decimal", "Decimal"),
        SpecialType.System_DateTime => Codecs.Scalar("global::System.DateTime", "DateTime"),
        _ => SystemScalar(type),
    };

    private static TypeModel? SystemScalar(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 0, ContainingType: null, TypeKind: TypeKind.Struct }
        && IsIn(type, "System")
        && type.Name is "Guid" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan"
            ? Codecs.Scalar($"global::System.{type.Name}", type.Name)
            : null;

    private static TypeModel? Enumeration(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum ? Codecs.Enum(type.ToCSharp()) : null;

    private TypeModel? Nullable(ITypeSymbol type, string path)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Resolve(nullable.TypeArguments[0], path) is { } value ? Codecs.Nullable(value) : null;
        if (type.NullableAnnotation != NullableAnnotation.Annotated || type.IsValueType) return null;
        if (!type.IsReferenceType) return Fail(type, path, "only a class or struct type parameter can be optional");
        return Resolve(type.Bare(), path) is { } reference
            ? Codecs.Optional(reference)
            : null;
    }

    private TypeModel? Array(ITypeSymbol type, string path)
    {
        if (type is not IArrayTypeSymbol array) return null;
        if (!array.IsSZArray) return Fail(type, path, "arrays have one dimension");
        if (array.ElementType.SpecialType == SpecialType.System_Byte) return Codecs.Bytes(TakeBound());
        BoundModel? bound = TakeBound();
        return ResolveWithin(array.ElementType, path + "[]") is { } element
            ? Codecs.Array(type.ToCSharp(), element, bound)
            : null;
    }

    private TypeModel? Collection(ITypeSymbol type, string path)
    {
        if (type is not INamedTypeSymbol { Arity: 1 or 2, ContainingType: null } named) return null;
        if (named.Name == "ReadOnlyMemory" && IsIn(type, "System"))
            return named.TypeArguments[0].SpecialType == SpecialType.System_Byte ? Codecs.Memory(TakeBound()) : null;
        if (named.Name == "ImmutableArray" && IsIn(type, "System.Collections.Immutable"))
            return Element(named, path, Codecs.ImmutableArray);
        if (!IsIn(type, "System.Collections.Generic")) return null;
        // Whoever is typing may have given a dictionary one argument so far.
        return (named.Name, named.Arity) switch
        {
            ("List", 1) => Element(named, path, Codecs.List),
            ("IReadOnlyList", 1) => Element(named, path, Codecs.ReadOnlyList),
            ("Dictionary", 2) => Entry(named, path, Codecs.Dictionary),
            ("IReadOnlyDictionary", 2) => Entry(named, path, Codecs.ReadOnlyDictionary),
            _ => null,
        };
    }

    private TypeModel? Element(
        INamedTypeSymbol type, string path, Func<TypeModel, BoundModel?, TypeModel> collection)
    {
        BoundModel? bound = TakeBound();
        return ResolveWithin(type.TypeArguments[0], path + "[]") is { } element ? collection(element, bound) : null;
    }

    private TypeModel? Entry(
        INamedTypeSymbol type, string path, Func<TypeModel, TypeModel, BoundModel?, TypeModel> map)
    {
        BoundModel? bound = TakeBound();
        return ResolveKey(type.TypeArguments[0], path + "[key]") is { } key
            && ResolveWithin(type.TypeArguments[1], path + "[]") is { } value
                ? map(key, value, bound)
                : null;
    }

    private static bool IsIn(ITypeSymbol type, string space) => type.ContainingNamespace?.ToDisplayString() == space;
}
