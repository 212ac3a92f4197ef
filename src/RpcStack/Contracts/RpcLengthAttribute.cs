namespace RpcStack;

/// <summary>
/// Bounds how long a value is: octets of UTF-8 for text, octets of <c>byte[]</c> and <c>ReadOnlyMemory&lt;byte&gt;</c>,
/// elements of a list, entries of a map. Whoever writes or reads more is refused, in every format.
/// </summary>
/// <remarks>
/// On a field of a message, a parameter, or a result (<c>[return: RpcLength(8)]</c>). XDR writes no count before a
/// <see cref="Fixed"/> number of octets or elements (RFC 4506 §4.9, §4.12); text always has its count there.
/// </remarks>
/// <param name="limit">From 0.</param>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.ReturnValue,
    AllowMultiple = true)]
public sealed class RpcLengthAttribute(int limit) : Attribute
{
    /// <summary>At most so many, or exactly so many where <see cref="Fixed"/>.</summary>
    public int Limit { get; } = limit;

    /// <summary>Whether the number must be the limit.</summary>
    public bool Fixed { get; init; }

    /// <summary>
    /// What is bounded: 0 the value itself, 1 the elements of the list or the values of the map that it is, and so on.
    /// </summary>
    public int Level { get; init; }

    /// <summary>Whether the keys of the map at that level are bounded, rather than the map.</summary>
    public bool Key { get; init; }
}
