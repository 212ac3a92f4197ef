using RpcStack.Marshalling;

namespace RpcStack.Evolution;

/// <summary>Names for numbers, by ascending number; several names may share one.</summary>
internal sealed class EnumType(string name, ScalarKind underlying, IEnumerable<KeyValuePair<string, decimal>> values)
    : NamedType(name)
{
    public ScalarKind Underlying { get; } = underlying;

    // Decimal holds both the signed and the unsigned 64-bit numbers.
    public IReadOnlyList<KeyValuePair<string, decimal>> Values { get; } =
        [.. values.OrderBy(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal)];
}
