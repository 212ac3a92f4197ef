namespace RpcStack.Evolution;

/// <summary>Keys and values.</summary>
internal sealed class MapType(SchemaType key, SchemaType value) : SchemaType
{
    public SchemaType Key { get; } = key;

    public SchemaType Value { get; } = value;

    public override string ToString() => "map<" + Key + ", " + Value + ">";
}
