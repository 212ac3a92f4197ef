namespace RpcStack.Evolution;

/// <summary>Keys and values.</summary>
internal sealed class MapType(SchemaType key, SchemaType value, SchemaBound bound) : SchemaType
{
    public SchemaType Key { get; } = key;

    public SchemaType Value { get; } = value;

    public SchemaBound Bound { get; } = bound;

    public override string ToString() => "map<" + Key + ", " + Value + ">" + Bound;
}
