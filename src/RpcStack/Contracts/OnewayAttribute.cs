namespace RpcStack;

/// <summary>
/// The call is sent and not answered: it runs at most once, and the caller learns neither that it ran nor that it failed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnewayAttribute : Attribute;
