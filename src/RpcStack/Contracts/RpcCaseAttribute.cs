namespace RpcStack;

/// <summary>One case of a union: a message that derives from it, and the number that stands for it on the wire.</summary>
/// <typeparam name="TCase">The message.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false, AllowMultiple = true)]
public sealed class RpcCaseAttribute<TCase>(int number) : Attribute
{
    /// <summary>
    /// XDR's discriminant and the number in MessagePack's pair; protobuf's oneof field. From 1, unique in its union.
    /// </summary>
    public int Number { get; } = number;
}
