using System.Globalization;
using RpcStack.Evolution;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Idl.Export.Omg;

/// <summary>Writes types where they are used. Arrays have no name of their own in IDL, so they get one.</summary>
internal sealed class IdlTypes
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>The typedefs that what was written needs, in an order in which they can be read.</summary>
    public List<string> Typedefs { get; } = [];

    /// <summary>A member's or parameter's type, and <c>@optional</c> before where it may be absent.</summary>
    public string Optional(SchemaType type, string place) =>
        type is OptionalType optional ? "@optional " + IdlNames.AfterAnnotation(Of(optional.Value, place)) : Of(type, place);

    /// <summary>As <see cref="Optional"/>, for parameters, where sequences and maps must have a name.</summary>
    public string Parameter(SchemaType type, string place) => type is OptionalType optional
        ? "@optional " + IdlNames.AfterAnnotation(Result(optional.Value, place))
        : Result(type, place);

    /// <summary>A result's type.</summary>
    public string Result(SchemaType type, string place)
    {
        string text = Of(type, place);
        return text.EndsWith('>') && !text.StartsWith("string", StringComparison.Ordinal) ? Name("Sequence", text, "") : text;
    }

    public string Of(SchemaType type, string place) => Declarations.Declared(type) switch
    {
        ScalarType { Kind: ScalarKind.Bytes, Bound: var bound } => Sequence("octet", bound),
        ScalarType { Kind: ScalarKind.String, Bound: { IsFixed: false } bound } => $"string{Bound(bound)}",
        ScalarType { Bound.IsFixed: false } scalar when Keyword(scalar.Kind) is { } keyword => keyword,
        ListType { Element: ScalarType { Kind: ScalarKind.Byte } } =>
            throw Unsayable.In(IdlNames.Language, place, "list of octets beside the octets that it has"),
        ListType list => Sequence(Of(list.Element, place), list.Bound),
        MapType { Bound.IsFixed: false } map =>
            $"map<{Of(map.Key, place)}, {Of(map.Value, place)}{Comma(map.Bound)}>",
        TypeReference reference => IdlNames.Reference(reference.Target!),
        OptionalType => throw Unsayable.In(IdlNames.Language, place, "value that may be absent there"),
        _ => throw Unsayable.In(IdlNames.Language, place, $"word for {type}"),
    };

    public static string? Keyword(ScalarKind kind) => kind switch
    {
        ScalarKind.Boolean => "boolean",
        ScalarKind.SByte => "int8",
        ScalarKind.Byte => "octet",
        ScalarKind.Int16 => "short",
        ScalarKind.UInt16 => "unsigned short",
        ScalarKind.Int32 => "long",
        ScalarKind.UInt32 => "unsigned long",
        ScalarKind.Int64 => "long long",
        ScalarKind.UInt64 => "unsigned long long",
        ScalarKind.Single => "float",
        ScalarKind.Double => "double",
        ScalarKind.Char => "wchar",
        _ => null,
    };

    private string Sequence(string element, SchemaBound bound) =>
        bound.IsFixed ? Name("Array", element, string.Create(CultureInfo.InvariantCulture, $"[{bound.Limit}]")) : $"sequence<{element}{Comma(bound)}>";

    private string Name(string kind, string element, string size)
    {
        if (_names.TryGetValue(element + size, out string? name)) return name;
        name = $"{kind}{_names.Count + 1}";
        Typedefs.Add($"typedef {element} {name}{size};");
        _names.Add(element + size, "::" + name);
        return "::" + name;
    }

    private static bool IsBounded(SchemaBound bound) => bound.ToString().Length > 0;

    private static string Bound(SchemaBound bound) => IsBounded(bound) ? $"<{bound.Limit}>" : "";

    private static string Comma(SchemaBound bound) => IsBounded(bound) ? $", {bound.Limit}" : "";
}
