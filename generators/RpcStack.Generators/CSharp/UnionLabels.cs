using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RpcStack.Generators.CSharp;

/// <summary>Which types discriminators may have, and what their values are as numbers.</summary>
internal static class UnionLabels
{
    /// <summary>Whether values of the type can tell cases apart.</summary>
    public static bool IsDiscriminator(ITypeSymbol type) => type is { TypeKind: TypeKind.Enum } or
    {
        SpecialType: SpecialType.System_Boolean or SpecialType.System_Char
            or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64),
    };

    /// <summary>The label as the discriminator's number; null where it is none of its values.</summary>
    public static long? Read(TypedConstant label, ITypeSymbol discriminator)
    {
        if (label.Kind is TypedConstantKind.Array or TypedConstantKind.Error || label.Type is null) return null;
        if (label.Type.SameAs(discriminator)) return ToInt64(label.Value);
        return IsInteger(label.Type) && IsInteger(discriminator) && Fits(label.Value, discriminator)
            ? ToInt64(label.Value)
            : null;
    }

    /// <summary>The value in C#, for people.</summary>
    public static string ToText(TypedConstant label) =>
        label.Kind == TypedConstantKind.Array ? "an array" : label.ToCSharpString();

    private static long? ToInt64(object? value) => value switch
    {
        bool truth => truth ? 1 : 0,
        char character => character,
        ulong large => unchecked((long)large),
        sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value),
        _ => null,
    };

    private static bool IsInteger(ITypeSymbol type) =>
        type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    private static bool Fits(object? value, ITypeSymbol type)
    {
        decimal number = Convert.ToDecimal(value);
        (decimal least, decimal most) = type.SpecialType switch
        {
            SpecialType.System_SByte => (sbyte.MinValue, sbyte.MaxValue),
            SpecialType.System_Byte => (byte.MinValue, byte.MaxValue),
            SpecialType.System_Int16 => (short.MinValue, short.MaxValue),
            SpecialType.System_UInt16 => (ushort.MinValue, ushort.MaxValue),
            SpecialType.System_Int32 => (int.MinValue, int.MaxValue),
            SpecialType.System_UInt32 => (uint.MinValue, uint.MaxValue),
            SpecialType.System_Int64 => (long.MinValue, long.MaxValue),
            _ => ((decimal)ulong.MinValue, (decimal)ulong.MaxValue),
        };
        return number >= least && number <= most;
    }
}
