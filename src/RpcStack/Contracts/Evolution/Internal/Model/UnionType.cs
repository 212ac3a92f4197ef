using RpcStack.Marshalling;

namespace RpcStack.Evolution;

/// <summary>One of several cases, by ascending number.</summary>
internal sealed class UnionType(string name, SchemaType? discriminator, IEnumerable<SchemaCase> cases) : NamedType(name)
{
    // Cases without labels of their own go by their numbers, which every format that has no field numbers writes so.
    private static readonly ScalarType Number = new(ScalarKind.Int32, SchemaBound.None);

    /// <summary>The type of the labels; null where the cases are told apart by their numbers.</summary>
    public SchemaType? Discriminator { get; } = discriminator;

    /// <summary>The type of what tells the cases apart.</summary>
    public SchemaType LabelType => Discriminator ?? Number;

    public IReadOnlyList<SchemaCase> Cases { get; } = [.. cases.OrderBy(c => c.Number)];

    /// <summary>What stands for every label that no case has, or null.</summary>
    public SchemaCase? Default => Discriminator is null ? null : Cases.FirstOrDefault(c => c.Labels.Count == 0);

    /// <summary>The labels that stand for a case.</summary>
    public IReadOnlyList<decimal> LabelsOf(SchemaCase @case) => Discriminator is null ? [@case.Number] : @case.Labels;
}
