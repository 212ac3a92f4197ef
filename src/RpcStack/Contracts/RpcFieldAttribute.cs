namespace RpcStack;

/// <summary>
/// Fixes the position of a message's field on the wire, counted from 0. Where one field of a message says it, all do.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class RpcFieldAttribute(int position) : Attribute
{
    /// <summary>
    /// The field's place in MessagePack's array; protobuf's field number is one more; XDR keeps the order.
    /// </summary>
    public int Position { get; } = position;
}
