namespace RpcStack;

/// <summary>A fault that the operation may end with, delivered to the caller as what it is.</summary>
/// <typeparam name="TFault">The fault, which is an <see cref="RpcMessageAttribute">[RpcMessage]</see> too.</typeparam>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ThrowsAttribute<TFault> : Attribute where TFault : RpcFault;
