namespace RpcStack.Evolution;

/// <summary>A type that has its own paragraph in the text.</summary>
internal abstract class NamedType(string name) : SchemaType
{
    public string Name { get; } = name;

    public override string ToString() => SchemaName.Quote(Name);
}
