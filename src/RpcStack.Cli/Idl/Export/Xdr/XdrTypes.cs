using System.Globalization;
using RpcStack.Evolution;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Idl.Export.Xdr;

/// <summary>
/// Writes types with the name of what is of them: C's declarations go around it. Whatever needs two of them gets a name
/// between.
/// </summary>
internal sealed class XdrTypes(XdrNames names, Func<NamedType, bool> isComplete)
{
    private readonly Dictionary<string, string> _named = new(StringComparer.Ordinal);

    /// <summary>The typedefs that what was written needs, in an order in which they can be read.</summary>
    public List<string> Typedefs { get; } = [];

    /// <summary>A member, an arm, or a typedef.</summary>
    public string Declaration(SchemaType type, string name, string place) => Declarations.Declared(type) switch
    {
        ScalarType { Kind: ScalarKind.String, Bound: { IsFixed: false } bound } => $"string {name}{Size(bound)}",
        ScalarType { Kind: ScalarKind.Bytes, Bound: var bound } => $"opaque {name}{Size(bound)}",
        ListType list => $"{Word(list.Element, place)} {name}{Size(list.Bound)}",
        OptionalType optional => $"{Word(optional.Value, place)} *{name}",
        var single => $"{Single(single, place)} {name}",
    };

    /// <summary>A parameter or result: one word, or a few.</summary>
    public string Word(SchemaType type, string place)
    {
        SchemaType declared = Declarations.Declared(type);
        if (declared is not (ListType or OptionalType or ScalarType { Kind: ScalarKind.String or ScalarKind.Bytes }))
            return Single(declared, place);
        string key = declared.ToString()!;
        if (_named.TryGetValue(key, out string? known)) return known;
        string name = names.Another(declared switch
        {
            ListType => "List",
            OptionalType => "Optional",
            ScalarType { Kind: ScalarKind.String } => "Text",
            _ => "Octets",
        });
        Typedefs.Add($"typedef {Declaration(declared, name, place)};");
        _named.Add(key, name);
        return name;
    }

    private string Single(SchemaType type, string place) => type switch
    {
        ScalarType scalar when Keyword(scalar.Kind) is { } keyword => keyword,
        // What is not defined yet is known to C by its tag.
        TypeReference { Target: MessageType message } when !isComplete(message) => $"struct {names.Defined(message.Name)}",
        TypeReference { Target: { } target } => names.Defined(target.Name),
        MapType => throw Unsayable.In(XdrNames.Language, place, "maps"),
        MessageType => throw Unsayable.In(XdrNames.Language, place, "tuples"),
        _ => throw Unsayable.In(XdrNames.Language, place, $"word for {type}"),
    };

    private static string? Keyword(ScalarKind kind) => kind switch
    {
        ScalarKind.Boolean => "bool",
        ScalarKind.SByte => "char",
        ScalarKind.Byte => "unsigned char",
        ScalarKind.Int16 => "short",
        ScalarKind.UInt16 => "unsigned short",
        ScalarKind.Int32 => "int",
        ScalarKind.UInt32 => "unsigned int",
        ScalarKind.Int64 => "hyper",
        ScalarKind.UInt64 => "unsigned hyper",
        ScalarKind.Single => "float",
        ScalarKind.Double => "double",
        _ => null,
    };

    private static string Size(SchemaBound bound) => bound.ToString().Length == 0
        ? "<>"
        : bound.IsFixed ? $"[{Number(bound)}]" : $"<{Number(bound)}>";

    private static string Number(SchemaBound bound) => bound.Limit.ToString(CultureInfo.InvariantCulture);
}
