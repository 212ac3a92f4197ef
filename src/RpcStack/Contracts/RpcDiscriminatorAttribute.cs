namespace RpcStack;

/// <summary>
/// The property of a union's case that holds the discriminator, where the case has several labels or is the default. It
/// travels as the union's discriminator and is no field of the message.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class RpcDiscriminatorAttribute : Attribute;
