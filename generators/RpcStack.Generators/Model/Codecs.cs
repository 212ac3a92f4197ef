namespace RpcStack.Generators.Model;

/// <summary>The types that the run time has codecs for.</summary>
internal static class Codecs
{
    private const string Collections = "global::System.Collections.Generic.";

    /// <summary>A value type, a scalar of the run time's: <c>Int32</c>.</summary>
    public static TypeModel Scalar(string name, string codec) => new(name, Codec(codec), TypeForm.Default);

    public static TypeModel Text { get; } = new("string", Codec("String"), TypeForm.Emptiable, Empty: "\"\"");

    public static TypeModel Bytes { get; } = new("byte[]", Codec("Bytes"), TypeForm.Emptiable, Empty: "[]");

    public static TypeModel Memory { get; } = Scalar("global::System.ReadOnlyMemory<byte>", "Memory");

    public static TypeModel Unit { get; } = new(Types.Unit, Codec("Unit"), TypeForm.Default, IsBareMessage: true);

    public static TypeModel Enum(string name) => Scalar(name, $"Enum", name);

    public static TypeModel Nullable(TypeModel value) => new(
        value.Name + "?", Codec("Nullable", value.Name, value.Codec), TypeForm.Default, IsNullable: true);

    public static TypeModel Optional(TypeModel value) => new(
        value.Name + "?", Codec("Optional", value.Name, value.Codec), TypeForm.Default, IsNullable: true);

    public static TypeModel Array(string name, TypeModel element) => Collection(name, "Array", element);

    public static TypeModel List(TypeModel element) =>
        Collection($"{Collections}List<{element.Name}>", "List", element);

    public static TypeModel ReadOnlyList(TypeModel element) =>
        Collection($"{Collections}IReadOnlyList<{element.Name}>", "ReadOnlyList", element);

    public static TypeModel ImmutableArray(TypeModel element) => new(
        $"global::System.Collections.Immutable.ImmutableArray<{element.Name}>",
        Codec("ImmutableArray", element.Name, element.Codec),
        TypeForm.ImmutableArray);

    public static TypeModel Dictionary(TypeModel key, TypeModel value) => Map("Dictionary", "Dictionary", key, value);

    public static TypeModel ReadOnlyDictionary(TypeModel key, TypeModel value) =>
        Map("IReadOnlyDictionary", "ReadOnlyDictionary", key, value);

    private static TypeModel Scalar(string name, string codec, string argument) =>
        new(name, Codec(codec, argument), TypeForm.Default);

    private static TypeModel Collection(string name, string codec, TypeModel element) =>
        new(name, Codec(codec, element.Name, element.Codec), TypeForm.Emptiable, Empty: "[]");

    private static TypeModel Map(string name, string codec, TypeModel key, TypeModel value) => new(
        $"{Collections}{name}<{key.Name}, {value.Name}>",
        Codec(codec, key.Name, key.Codec, value.Name, value.Codec),
        TypeForm.Emptiable,
        Empty: $"new {Collections}Dictionary<{key.Name}, {value.Name}>()");

    private static string Codec(string name, params string[] arguments) => arguments.Length == 0
        ? $"{Types.Marshalling}{name}Codec"
        : $"{Types.Marshalling}{name}Codec<{string.Join(", ", arguments)}>";
}
