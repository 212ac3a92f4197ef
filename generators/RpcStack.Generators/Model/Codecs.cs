namespace RpcStack.Generators.Model;

/// <summary>The types that the run time has codecs for.</summary>
internal static class Codecs
{
    private const string Collections = "global::System.Collections.Generic.";

    /// <summary>A value type, a scalar of the run time's: <c>Int32</c>.</summary>
    public static TypeModel Scalar(string name, string codec) => new(name, Codec(codec), TypeForm.Default);

    public static TypeModel Text(BoundModel? bound) =>
        new("string", Codec(bound, "String"), FormOf(bound), Empty: "\"\"");

    public static TypeModel Bytes(BoundModel? bound) =>
        new("byte[]", Codec(bound, "Bytes"), FormOf(bound), Empty: "[]");

    public static TypeModel Memory(BoundModel? bound) => new(
        "global::System.ReadOnlyMemory<byte>",
        Codec(bound, "Memory"),
        bound is { ForbidsEmpty: true } ? TypeForm.RequiredValue : TypeForm.Default);

    public static TypeModel Unit { get; } = new(Types.Unit, Codec("Unit"), TypeForm.Default, IsBareMessage: true);

    public static TypeModel Enum(string name) => Scalar(name, $"Enum", name);

    public static TypeModel Nullable(TypeModel value) => new(
        value.Name + "?", Codec("Nullable", value.Name, value.Codec), TypeForm.Default, IsNullable: true);

    public static TypeModel Optional(TypeModel value) => new(
        value.Name + "?", Codec("Optional", value.Name, value.Codec), TypeForm.Default, IsNullable: true);

    public static TypeModel Array(string name, TypeModel element, BoundModel? bound) =>
        Collection(name, "Array", element, bound);

    public static TypeModel List(TypeModel element, BoundModel? bound) =>
        Collection($"{Collections}List<{element.Name}>", "List", element, bound);

    public static TypeModel ReadOnlyList(TypeModel element, BoundModel? bound) =>
        Collection($"{Collections}IReadOnlyList<{element.Name}>", "ReadOnlyList", element, bound);

    public static TypeModel ImmutableArray(TypeModel element, BoundModel? bound) => new(
        $"global::System.Collections.Immutable.ImmutableArray<{element.Name}>",
        Codec(bound, "ImmutableArray", element.Name, element.Codec),
        bound is { ForbidsEmpty: true } ? TypeForm.RequiredValue : TypeForm.ImmutableArray);

    public static TypeModel Dictionary(TypeModel key, TypeModel value, BoundModel? bound) =>
        Map("Dictionary", "Dictionary", key, value, bound);

    public static TypeModel ReadOnlyDictionary(TypeModel key, TypeModel value, BoundModel? bound) =>
        Map("IReadOnlyDictionary", "ReadOnlyDictionary", key, value, bound);

    private static TypeModel Scalar(string name, string codec, string argument) =>
        new(name, Codec(codec, argument), TypeForm.Default);

    private static TypeModel Collection(string name, string codec, TypeModel element, BoundModel? bound) =>
        new(name, Codec(bound, codec, element.Name, element.Codec), FormOf(bound), Empty: "[]");

    private static TypeModel Map(string name, string codec, TypeModel key, TypeModel value, BoundModel? bound) => new(
        $"{Collections}{name}<{key.Name}, {value.Name}>",
        Codec(bound, codec, key.Name, key.Codec, value.Name, value.Codec),
        FormOf(bound),
        Empty: $"new {Collections}Dictionary<{key.Name}, {value.Name}>()");

    // Of what has a fixed length nothing empty can stand for a value that is missing.
    private static TypeForm FormOf(BoundModel? bound) =>
        bound is { ForbidsEmpty: true } ? TypeForm.RequiredReference : TypeForm.Emptiable;

    private static string Codec(BoundModel? bound, string name, params string[] arguments) =>
        Codec(name, bound is null ? arguments : [.. arguments, bound.Name]);

    private static string Codec(string name, params string[] arguments) => arguments.Length == 0
        ? $"{Types.Marshalling}{name}Codec"
        : $"{Types.Marshalling}{name}Codec<{string.Join(", ", arguments)}>";
}
