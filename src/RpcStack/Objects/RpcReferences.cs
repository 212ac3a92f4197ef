namespace RpcStack;

/// <summary>The references of one connection, at a moment.</summary>
/// <param name="Exports">This side's objects that the peer holds.</param>
/// <param name="Imports">The peer's objects that this side holds.</param>
public sealed record RpcReferences(IReadOnlyList<RpcReference> Exports, IReadOnlyList<RpcReference> Imports);
