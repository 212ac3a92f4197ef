using System.Globalization;
using Microsoft.CodeAnalysis;
using RpcStack.Generators.CSharp;
using RpcStack.Generators.Model;
using RpcStack.Marshalling;

namespace RpcStack.Generators.Schemas;

/// <summary>The shapes of the run time's own codecs.</summary>
internal sealed partial class ShapeReader
{
    private static Bound BoundOf(Bounds bounds, int level, bool isKey) => bounds.At(level, isKey) switch
    {
        null => Bound.None,
        { IsFixed: true } bound => Bound.Exactly(bound.Limit),
        BoundModel bound => Bound.AtMost(bound.Limit),
    };

    private static ScalarShape? Scalar(ITypeSymbol type, Bound bound) => type switch
    {
        { SpecialType: SpecialType.System_String } => new(ScalarKind.String, bound),
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } => new(ScalarKind.Bytes, bound),
        INamedTypeSymbol { Name: "ReadOnlyMemory" } => new(ScalarKind.Bytes, bound),
        _ => Kind(type) is { } kind ? new(kind) : null,
    };

    private static ScalarKind? Kind(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => ScalarKind.Boolean,
        SpecialType.System_SByte => ScalarKind.SByte,
        SpecialType.System_Byte => ScalarKind.Byte,
        SpecialType.System_Int16 => ScalarKind.Int16,
        SpecialType.System_UInt16 => ScalarKind.UInt16,
        SpecialType.System_Int32 => ScalarKind.Int32,
        SpecialType.System_UInt32 => ScalarKind.UInt32,
        SpecialType.System_Int64 => ScalarKind.Int64,
        SpecialType.System_UInt64 => ScalarKind.UInt64,
        SpecialType.System_Single => ScalarKind.Single,
        SpecialType.System_Double => ScalarKind.Double,
        SpecialType.System_Char => ScalarKind.Char,
        SpecialType.System_Decimal => ScalarKind.Decimal,
        SpecialType.System_DateTime => ScalarKind.DateTime,
        _ => type is { TypeKind: TypeKind.Struct, ContainingNamespace.Name: "System" } ? Kind(type.Name) : null,
    };

    private static ScalarKind? Kind(string name) => name switch
    {
        "Guid" => ScalarKind.Guid,
        "DateTimeOffset" => ScalarKind.DateTimeOffset,
        "DateOnly" => ScalarKind.DateOnly,
        "TimeOnly" => ScalarKind.TimeOnly,
        "TimeSpan" => ScalarKind.TimeSpan,
        _ => null,
    };

    private Shape? Collection(ITypeSymbol type, Bounds bounds, int level, bool isKey) => type switch
    {
        IArrayTypeSymbol array => List(array.ElementType, bounds, level, isKey),
        INamedTypeSymbol { Name: "List" or "IReadOnlyList" or "ImmutableArray", Arity: 1 } list when IsSystem(list) =>
            List(list.TypeArguments[0], bounds, level, isKey),
        INamedTypeSymbol { Name: "Dictionary" or "IReadOnlyDictionary", Arity: 2 } map when IsSystem(map) => new MapShape(
            Read(map.TypeArguments[0], bounds, level, isKey: true),
            Read(map.TypeArguments[1], bounds, level + 1, isKey),
            BoundOf(bounds, level, isKey)),
        _ => null,
    };

    private ListShape List(ITypeSymbol element, Bounds bounds, int level, bool isKey) =>
        new(Read(element, bounds, level + 1, isKey), BoundOf(bounds, level, isKey));

    private static bool IsSystem(INamedTypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString() is "System.Collections.Generic" or "System.Collections.Immutable";

    // What is inside is the codec's secret, so its name is all that a lock can hold.
    private MessageShape? Foreign(ITypeSymbol type)
    {
        if (type is { NullableAnnotation: NullableAnnotation.Annotated, IsReferenceType: true }) return null;
        return known.ForeignCodecs.Find(type.WithNullableAnnotation(NullableAnnotation.None)) is { } codec
            ? new(codec.ToText())
            : null;
    }

    private static EnumShape Enumeration(INamedTypeSymbol type)
    {
        ScalarKind kind = Kind(type.EnumUnderlyingType!) ?? ScalarKind.Int32;
        string space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString() + ".";
        string name = space.Replace("@", "") + string.Join(".", type.Chain().Select(outer => outer.MetadataName));
        return new(
            name,
            kind,
            [
                .. type.GetMembers()
                    .OfType<IFieldSymbol>()
                    .Where(field => field.HasConstantValue)
                    .Select(field => KeyValuePair.Create(field.Name, ToInt64(field.ConstantValue!))),
            ]);
    }

    private static long ToInt64(object number) =>
        number is ulong large ? unchecked((long)large) : Convert.ToInt64(number, CultureInfo.InvariantCulture);
}
