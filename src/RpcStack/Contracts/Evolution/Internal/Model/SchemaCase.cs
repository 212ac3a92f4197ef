namespace RpcStack.Evolution;

/// <summary>A union's case: its number, and the labels that stand for it, by ascending value.</summary>
internal sealed class SchemaCase(int number, string name, SchemaType type, IReadOnlyList<decimal> labels)
    : SchemaField(number, name, type)
{
    // Decimal holds both the signed and the unsigned 64-bit numbers.
    /// <summary>None for the default case of a union with a discriminator, and where the union has none.</summary>
    public IReadOnlyList<decimal> Labels { get; } = [.. labels.OrderBy(label => label)];
}
