namespace RpcStack;

/// <summary>
/// Makes a record, class or struct a message, passed by value. Its fields are its constructor's parameters and its
/// settable properties, in the order they are declared, base type first.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class RpcMessageAttribute : Attribute
{
    /// <summary>The message's name on the wire; by default its namespace and name.</summary>
    public string? Name { get; init; }
}
