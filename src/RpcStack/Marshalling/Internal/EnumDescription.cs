using System.Globalization;

namespace RpcStack.Marshalling;

/// <summary>An enumeration's shape, from its metadata; once per type.</summary>
internal static class EnumDescription
{
    public static ScalarKind KindOf<TEnum>() where TEnum : struct, Enum => Type.GetTypeCode(typeof(TEnum)) switch
    {
        TypeCode.SByte => ScalarKind.SByte,
        TypeCode.Byte => ScalarKind.Byte,
        TypeCode.Int16 => ScalarKind.Int16,
        TypeCode.UInt16 => ScalarKind.UInt16,
        TypeCode.Int32 => ScalarKind.Int32,
        TypeCode.UInt32 => ScalarKind.UInt32,
        TypeCode.Int64 => ScalarKind.Int64,
        TypeCode.UInt64 => ScalarKind.UInt64,
        _ => throw new NotSupportedException($"{typeof(TEnum)} has an underlying type that C# cannot declare."),
    };

    public static EnumShape Of<TEnum>() where TEnum : struct, Enum
    {
        string[] names = Enum.GetNames<TEnum>();
        Array numbers = Enum.GetValuesAsUnderlyingType<TEnum>();
        var values = new KeyValuePair<string, long>[names.Length];
        for (int i = 0; i < names.Length; i++) values[i] = new(names[i], ToInt64(numbers.GetValue(i)!));
        return new EnumShape((typeof(TEnum).FullName ?? typeof(TEnum).Name).Replace('+', '.'), KindOf<TEnum>(), values);
    }

    private static long ToInt64(object number) =>
        number is ulong large ? unchecked((long)large) : Convert.ToInt64(number, CultureInfo.InvariantCulture);
}
