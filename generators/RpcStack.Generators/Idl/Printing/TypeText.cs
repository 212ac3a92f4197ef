using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis.CSharp;
using RpcStack.Generators.Idl.Semantics;
using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Printing;

/// <summary>Types, bounds and values in C#.</summary>
internal static class TypeText
{
    public const string Collections = "global::System.Collections.Generic.";

    public static string Of(IdlType type) => type switch
    {
        PrimitiveType primitive => Of(primitive.Primitive),
        StringType => "string",
        SequenceType { Element: PrimitiveType { Primitive: Primitive.UInt8 } } => "byte[]",
        ArrayType { Element: PrimitiveType { Primitive: Primitive.UInt8 } } => "byte[]",
        SequenceType sequence => $"{Collections}IReadOnlyList<{Of(sequence.Element)}>",
        ArrayType array => $"{Collections}IReadOnlyList<{Of(array.Element)}>",
        MapType map => $"{Collections}IReadOnlyDictionary<{Of(map.Key)}, {Of(map.Value)}>",
        DeclaredType declared => declared.Symbol.FullName,
        _ => "object",
    };

    /// <summary>A stream of items; octets travel through it in pieces that are nobody's arrays.</summary>
    public static string Stream(IdlType item)
    {
        string text = Of(item);
        return $"{Collections}IAsyncEnumerable<{(text == "byte[]" ? "global::System.ReadOnlyMemory<byte>" : text)}>";
    }

    /// <summary>The attributes that bound a value, for each level of its type.</summary>
    public static IEnumerable<string> Bounds(IdlType type)
    {
        IdlType? at = type;
        for (int level = 0; at is not null; level++)
        {
            (int? limit, bool isFixed, IdlType? inner) = at switch
            {
                StringType text => (text.Bound, false, null),
                SequenceType sequence => (sequence.Bound, false, sequence.Element),
                ArrayType array => (array.Length, true, array.Element),
                MapType map => (map.Bound, false, map.Value),
                _ => (default(int?), false, default(IdlType)),
            };
            // Of the keys that IDL allows, text alone has a bound.
            if (at is MapType { Key: StringType { Bound: { } most } })
                yield return $"global::RpcStack.RpcLength({most}{Level(level)}, Key = true)";
            if (limit is not null)
                yield return $"global::RpcStack.RpcLength({limit}{(isFixed ? ", Fixed = true" : "")}{Level(level)})";
            at = inner;
        }
    }

    /// <summary>A constant's value in C#.</summary>
    public static string Literal(object value, IdlType type) => (value, type) switch
    {
        (bool truth, _) => truth ? "true" : "false",
        (char one, _) => SymbolDisplay.FormatLiteral(one, quote: true),
        (string text, _) => SymbolDisplay.FormatLiteral(text, quote: true),
        (EnumeratorSymbol one, _) => $"{one.Enum.FullName}.{one.CSharpName}",
        (double number, PrimitiveType { Primitive: Primitive.Float }) =>
            ((float)number).ToString("R", CultureInfo.InvariantCulture) + "f",
        (double number, _) => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        (BigInteger number, PrimitiveType primitive) =>
            number.ToString(CultureInfo.InvariantCulture) + Suffix(primitive.Primitive),
        _ => "default",
    };

    private static string Of(Primitive primitive) => primitive switch
    {
        Primitive.Boolean => "bool",
        Primitive.Char or Primitive.WideChar => "char",
        Primitive.Int8 => "sbyte",
        Primitive.UInt8 => "byte",
        Primitive.Int16 => "short",
        Primitive.UInt16 => "ushort",
        Primitive.Int32 => "int",
        Primitive.UInt32 => "uint",
        Primitive.Int64 => "long",
        Primitive.UInt64 => "ulong",
        Primitive.Float => "float",
        _ => "double",
    };

    private static string Suffix(Primitive primitive) => primitive switch
    {
        Primitive.UInt32 => "u",
        Primitive.Int64 => "L",
        Primitive.UInt64 => "UL",
        _ => "",
    };

    private static string Level(int level) => level == 0 ? "" : $", Level = {level}";
}
