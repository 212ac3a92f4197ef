namespace RpcStack;

/// <summary>A change of the registry.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Binding">The binding, as it is now, or was.</param>
[RpcMessage]
public sealed record RegistryChange(RegistryEvent Event, Binding Binding);
