namespace RpcStack;

/// <summary>Running the operation twice does what running it once does, so a call that may have started can be resent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute;
