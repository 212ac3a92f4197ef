namespace RpcStack.Evolution;

/// <summary>A value that may be null.</summary>
internal sealed class OptionalType(SchemaType value) : SchemaType
{
    public SchemaType Value { get; } = value;

    public override string ToString() => Value + "?";
}
