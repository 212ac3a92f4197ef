namespace RpcStack.Evolution;

/// <summary>A sequence.</summary>
internal sealed class ListType(SchemaType element, SchemaBound bound) : SchemaType
{
    public SchemaType Element { get; } = element;

    public SchemaBound Bound { get; } = bound;

    public override string ToString() => "list<" + Element + ">" + Bound;
}
