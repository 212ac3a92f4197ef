using RpcStack.Evolution;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Idl.Export.Proto;

/// <summary>Writes types where they are used, and collects the messages that they need beside those of the contract.</summary>
/// <remarks>The table in <c>docs/marshalling.md</c>.</remarks>
internal sealed class ProtoTypes(ProtoNames names)
{
    public const string Language = "proto";

    private const string Timestamp = "google.protobuf.Timestamp";
    private const string Duration = "google.protobuf.Duration";

    private string? _offsetTime;

    /// <summary>Messages that the contract has no name for, in the order in which they were met.</summary>
    public Queue<(string Name, string Place, MessageType Message)> Unnamed { get; } = new();

    /// <summary>The messages of streams that begin with the parameters beside them: their names, the parameters', the items'.</summary>
    public List<(string Name, string Request, string Item)> Parts { get; } = [];

    /// <summary>Files that what was written needs.</summary>
    public SortedSet<string> Imports { get; } = new(StringComparer.Ordinal);

    /// <summary>The name of the message for an instant with an offset, where one is needed.</summary>
    public string? OffsetTime => _offsetTime;

    /// <summary>A field's type with its label.</summary>
    /// <param name="type">Of the contract.</param>
    /// <param name="place">What it is the type of, for errors.</param>
    /// <param name="name">What a message for it would be called.</param>
    public string Field(SchemaType type, string place, string name) => Declarations.Declared(type) switch
    {
        OptionalType { Value: OptionalType or ListType or MapType } =>
            throw Unsayable.In(Language, place, "absent list or map: it is empty then"),
        OptionalType optional => "optional " + Single(optional.Value, place, name),
        ListType list => "repeated " + Single(list.Element, place, name),
        MapType map => $"map<{Key(map.Key, place)}, {Single(map.Value, place, name)}>",
        _ => Single(type, place, name),
    };

    /// <summary>Whether an enumeration's numbers are those of proto's enumerations.</summary>
    public static bool IsEnum(EnumType type) =>
        type.Underlying is ScalarKind.SByte or ScalarKind.Byte or ScalarKind.Int16 or ScalarKind.UInt16 or ScalarKind.Int32;

    /// <summary>Finds a name for a message that has none.</summary>
    public string Unname(MessageType message, string place, string name)
    {
        string free = names.Free(name);
        Unnamed.Enqueue((free, place, message));
        return free;
    }

    /// <summary>Finds a name for the messages of a stream that begins with the parameters beside it.</summary>
    public string Part(string name, string request, string item)
    {
        string free = names.Free(name);
        Parts.Add((free, request, item));
        return free;
    }

    public string UseEmpty() => Use("google.protobuf.Empty", "empty");

    private string Single(SchemaType type, string place, string name) => Declarations.Declared(type) switch
    {
        ScalarType scalar => Scalar(scalar.Kind),
        TypeReference { Target: EnumType enumeration } when !IsEnum(enumeration) => Scalar(enumeration.Underlying),
        TypeReference reference => names.Of(reference.Target!),
        MessageType tuple => Unname(tuple, place, name),
        OptionalType => throw Unsayable.In(Language, place, "element that may be absent"),
        _ => throw Unsayable.In(Language, place, "list or map within another"),
    };

    private static string Key(SchemaType type, string place) => type switch
    {
        TypeReference { Target: EnumType enumeration } => Plain(enumeration.Underlying)!,
        ScalarType { Kind: not (ScalarKind.Single or ScalarKind.Double or ScalarKind.Bytes) } scalar
            when Plain(scalar.Kind) is { } key => key,
        _ => throw Unsayable.In(Language, place, $"map with keys of {type}"),
    };

    private string Scalar(ScalarKind kind) => kind switch
    {
        ScalarKind.DateTime => Use(Timestamp, "timestamp"),
        ScalarKind.DateTimeOffset => UseOffsetTime(),
        ScalarKind.TimeOnly or ScalarKind.TimeSpan => Use(Duration, "duration"),
        _ => Plain(kind)!,
    };

    private static string? Plain(ScalarKind kind) => kind switch
    {
        ScalarKind.Boolean => "bool",
        ScalarKind.SByte or ScalarKind.Int16 or ScalarKind.Int32 or ScalarKind.DateOnly => "int32",
        ScalarKind.Byte or ScalarKind.UInt16 or ScalarKind.UInt32 or ScalarKind.Char => "uint32",
        ScalarKind.Int64 => "int64",
        ScalarKind.UInt64 => "uint64",
        ScalarKind.Single => "float",
        ScalarKind.Double => "double",
        ScalarKind.String or ScalarKind.Decimal or ScalarKind.Guid => "string",
        ScalarKind.Bytes => "bytes",
        _ => null,
    };

    private string UseOffsetTime()
    {
        Use(Timestamp, "timestamp");
        return _offsetTime ??= names.Free("OffsetTime");
    }

    private string Use(string type, string file)
    {
        Imports.Add($"google/protobuf/{file}.proto");
        return type;
    }
}
