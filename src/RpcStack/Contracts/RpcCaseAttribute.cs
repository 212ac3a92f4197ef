namespace RpcStack;

/// <summary>One case of a union: a message that derives from it, and the labels that stand for it on the wire.</summary>
/// <typeparam name="TCase">The message.</typeparam>
/// <param name="labels">
/// Values of the union's discriminator; none for the default case. A union without
/// <see cref="RpcUnionAttribute.Discriminator"/> has one number for each case, from 1, and no default.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false, AllowMultiple = true)]
public sealed class RpcCaseAttribute<TCase>(params object[] labels) : Attribute
{
    /// <summary>
    /// XDR's discriminants and the first of MessagePack's pair; protobuf's oneof field where the union has no
    /// discriminator of its own. A label is in one case of its union only.
    /// </summary>
    public IReadOnlyList<object> Labels { get; } = labels;
}
