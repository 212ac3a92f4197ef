namespace RpcStack.Generators.FrontEnds;

/// <summary>A contract of a file in another language.</summary>
/// <param name="Schema">What it is on the wire; null where it cannot be called.</param>
internal sealed record MirroredContract(ContractSchema? Schema);
