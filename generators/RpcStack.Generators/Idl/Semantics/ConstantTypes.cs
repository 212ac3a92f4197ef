using System.Numerics;
using System.Text;
using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>Which values a type has.</summary>
internal static class ConstantTypes
{
    /// <summary>The value as the type has it, or null and why it does not.</summary>
    public static object? Convert(object value, IdlType type, out string? problem)
    {
        problem = null;
        switch (type, value)
        {
            case (PrimitiveType { Primitive: Primitive.Boolean }, bool):
            case (PrimitiveType { Primitive: Primitive.WideChar }, char):
            case (PrimitiveType { Primitive: Primitive.Char }, char and <= '\xff'):
            case (StringType { Bound: null }, string):
                return value;
            case (StringType { Bound: { } most }, string text):
                if (Encoding.UTF8.GetByteCount(text) <= most) return value;
                problem = $"The string is longer than {most} bytes";
                return null;
            case (DeclaredType { Symbol: EnumSymbol owner }, EnumeratorSymbol enumerator) when enumerator.Enum == owner:
                return value;
            case (PrimitiveType primitive, BigInteger number) when Range(primitive.Primitive) is { } range:
                if (number >= range.Least && number <= range.Most) return value;
                problem = $"The value {number} is not from {range.Least} to {range.Most}";
                return null;
            case (PrimitiveType { Primitive: Primitive.Double or Primitive.Float } real, BigInteger or double):
                return Real(value is BigInteger whole ? (double)whole : (double)value, real.Primitive, out problem);
        }

        problem = $"The value is {Describe(value)}, and {Describe(type)} is needed";
        return null;
    }

    /// <summary>The range of an integer type; null of others.</summary>
    public static (BigInteger Least, BigInteger Most)? Range(Primitive primitive) => primitive switch
    {
        Primitive.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        Primitive.UInt8 => (byte.MinValue, byte.MaxValue),
        Primitive.Int16 => (short.MinValue, short.MaxValue),
        Primitive.UInt16 => (ushort.MinValue, ushort.MaxValue),
        Primitive.Int32 => (int.MinValue, int.MaxValue),
        Primitive.UInt32 => (uint.MinValue, uint.MaxValue),
        Primitive.Int64 => (long.MinValue, long.MaxValue),
        Primitive.UInt64 => (ulong.MinValue, ulong.MaxValue),
        _ => null,
    };

    /// <summary>The largest value of an unsigned type; null of others.</summary>
    public static BigInteger? MaxUnsigned(IdlType? type) =>
        type is PrimitiveType { Primitive: var primitive } && Range(primitive) is { } range && range.Least.IsZero
            ? range.Most
            : null;

    /// <summary>The type, for people.</summary>
    public static string Describe(IdlType type) => type switch
    {
        PrimitiveType { Primitive: Primitive.Boolean } => "a boolean",
        PrimitiveType { Primitive: Primitive.Char or Primitive.WideChar } => "a character",
        PrimitiveType { Primitive: Primitive.Float or Primitive.Double } => "a number",
        PrimitiveType => "an integer",
        StringType => "a string",
        DeclaredType { Symbol: EnumSymbol owner } => $"an enumerator of '{owner.Name.Text}'",
        _ => "a value that no constant has",
    };

    private static double? Real(double value, Primitive primitive, out string? problem)
    {
        problem = null;
        if (primitive == Primitive.Double) return value;
        if (!float.IsInfinity((float)value)) return (double)(float)value;
        problem = $"The value {value:R} is too large for a float";
        return null;
    }

    private static string Describe(object value) => value switch
    {
        bool => "a boolean",
        BigInteger => "an integer",
        double => "a floating-point number",
        char one when one > '\xff' => "a wide character",
        char => "a character",
        string => "a string",
        EnumeratorSymbol enumerator => $"an enumerator of '{enumerator.Enum.Name.Text}'",
        _ => "something else",
    };
}
