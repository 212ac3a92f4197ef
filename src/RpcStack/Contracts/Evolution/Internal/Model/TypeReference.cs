namespace RpcStack.Evolution;

/// <summary>A named type where it is used. The target is set late, because types may be recursive.</summary>
internal sealed class TypeReference(string name) : SchemaType
{
    public string Name { get; } = name;

    public NamedType? Target { get; set; }

    public override SchemaType Resolved => Target ?? throw new InvalidOperationException(Name + " has no definition.");

    public override string ToString() => SchemaName.Quote(Name);
}
