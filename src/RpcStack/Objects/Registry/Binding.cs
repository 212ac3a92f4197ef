namespace RpcStack;

/// <summary>What a name stands for.</summary>
/// <param name="Name">The name.</param>
/// <param name="Endpoint">
/// Where the object is: <c>rpc+tcp://host:port/service</c>. Empty for a service of the registry's own server, by the same name.
/// </param>
/// <param name="Contract">The object's contract, by its name on the wire; empty where nobody said.</param>
[RpcMessage]
public sealed record Binding(
    [RpcLength(1024)] string Name, [RpcLength(2048)] string Endpoint, [RpcLength(1024)] string Contract = "");
