namespace RpcStack.Evolution;

/// <summary>One of several cases, by ascending number.</summary>
internal sealed class UnionType(string name, IEnumerable<SchemaField> cases) : NamedType(name)
{
    public IReadOnlyList<SchemaField> Cases { get; } = [.. cases.OrderBy(c => c.Number)];
}
