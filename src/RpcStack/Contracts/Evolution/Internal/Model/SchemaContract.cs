namespace RpcStack.Evolution;

/// <summary>A contract's own operations by ascending ordinal, and the names of those it extends.</summary>
internal sealed class SchemaContract(string name, IReadOnlyList<string> bases, IEnumerable<SchemaOperation> operations)
{
    public string Name { get; } = name;

    public IReadOnlyList<string> Bases { get; } = bases;

    public IReadOnlyList<SchemaOperation> Operations { get; } = [.. operations.OrderBy(o => o.Ordinal)];
}
