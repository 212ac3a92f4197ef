using RpcStack.Evolution;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Idl.Export.CSharp;

/// <summary>Writes types where they are used, and the attributes that bound them.</summary>
internal sealed class CSharpTypes(CSharpNames names, string container)
{
    public const string Language = "C#";

    /// <summary>A type.</summary>
    /// <param name="type">Of the contract.</param>
    /// <param name="place">What it is the type of, for errors.</param>
    public string Of(SchemaType type, string place) => Declarations.Declared(type) switch
    {
        ScalarType scalar => Keyword(scalar.Kind),
        OptionalType { Value: OptionalType } => throw Unsayable.In(Language, place, "optional of an optional"),
        OptionalType optional => Of(optional.Value, place) + "?",
        ListType list => $"IReadOnlyList<{Of(list.Element, place)}>",
        MapType map => $"IReadOnlyDictionary<{Of(map.Key, place)}, {Of(map.Value, place)}>",
        TypeReference reference => names.Reference(reference.Target!, container),
        MessageType tuple => Tuple(tuple, place),
        _ => throw Unsayable.In(Language, place, $"word for {type}"),
    };

    /// <summary><c>[RpcLength(8)] </c> for each bound in a type, or nothing.</summary>
    public static string Bounds(SchemaType type, string place, string target = "") =>
        string.Concat(Bounds(type, place, 0).Select(bound => $"[{target}RpcLength({bound})] "));

    private static IEnumerable<string> Bounds(SchemaType type, string place, int level)
    {
        type = Declarations.Declared(type);
        (SchemaBound bound, SchemaType? inner) = type switch
        {
            ScalarType scalar => (scalar.Bound, null),
            ListType list => (list.Bound, list.Element),
            MapType map => (map.Bound, map.Value),
            _ => (SchemaBound.None, null),
        };
        if (type is OptionalType optional) return Bounds(optional.Value, place, level);
        if (type is MessageType tuple && HasBound(tuple)) throw Unsayable.In(Language, place, $"bound within {type}");
        IEnumerable<string> keys = type is MapType { Key: var key }
            ? Bounds(key, place, level).Select(one => one + ", Key = true")
            : [];
        IEnumerable<string> within = keys.Concat(inner is null ? [] : Bounds(inner, place, level + 1));
        return bound.ToString().Length == 0 ? within : [Text(bound, level), .. within];
    }

    private static bool HasBound(SchemaType type) => Declarations.Declared(type) switch
    {
        ScalarType scalar => scalar.Bound.ToString().Length > 0,
        OptionalType optional => HasBound(optional.Value),
        ListType list => list.Bound.ToString().Length > 0 || HasBound(list.Element),
        MapType map => map.Bound.ToString().Length > 0 || HasBound(map.Key) || HasBound(map.Value),
        MessageType tuple => tuple.Fields.Any(field => HasBound(field.Type)),
        _ => false,
    };

    private static string Text(SchemaBound bound, int level) =>
        $"{bound.Limit}{(bound.IsFixed ? ", Fixed = true" : "")}{(level > 0 ? $", Level = {level}" : "")}";

    private string Tuple(MessageType tuple, string place)
    {
        if (tuple.Fields.Count < 2) throw Unsayable.In(Language, place, $"tuple of {tuple.Fields.Count}");
        if (tuple.Fields[^1].Number >= tuple.Fields.Count) throw Unsayable.In(Language, place, "gap in a tuple");
        return $"({string.Join(", ", tuple.Fields.Select(Element))})";

        string Element(SchemaField field, int index)
        {
            string type = Of(field.Type, $"{place}.{field.Name}");
            return field.Name == $"Item{index + 1}" ? type : $"{type} {CSharpNames.Escape(field.Name)}";
        }
    }

    public static string Keyword(ScalarKind kind) => kind switch
    {
        ScalarKind.Boolean => "bool",
        ScalarKind.SByte => "sbyte",
        ScalarKind.Byte => "byte",
        ScalarKind.Int16 => "short",
        ScalarKind.UInt16 => "ushort",
        ScalarKind.Int32 => "int",
        ScalarKind.UInt32 => "uint",
        ScalarKind.Int64 => "long",
        ScalarKind.UInt64 => "ulong",
        ScalarKind.Single => "float",
        ScalarKind.Double => "double",
        ScalarKind.Char => "char",
        ScalarKind.String => "string",
        ScalarKind.Bytes => "byte[]",
        ScalarKind.Decimal => "decimal",
        _ => kind.ToString(),
    };
}
