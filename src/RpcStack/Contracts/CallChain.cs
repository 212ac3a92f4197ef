namespace RpcStack;

/// <summary>Ties a call to the call it was made for: calls made while serving one belong to its chain, one deeper.</summary>
/// <param name="Id">Random, the same for the whole chain.</param>
/// <param name="Depth">1 for the call that began the chain.</param>
public readonly record struct CallChain(ulong Id, int Depth);
