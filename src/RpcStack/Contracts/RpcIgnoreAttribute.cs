namespace RpcStack;

/// <summary>Keeps a property out of its message.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RpcIgnoreAttribute : Attribute;
