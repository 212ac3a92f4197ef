namespace RpcStack;

/// <summary>What a reference was that cannot be used any more.</summary>
/// <param name="Contract">The contract that it was held by.</param>
/// <param name="Peer">Whose object it was.</param>
/// <param name="Since">When it was received.</param>
/// <param name="RenewedAt">When the lease on it was last renewed; null where it never came to that.</param>
public sealed record DeadReference(string Contract, string Peer, DateTimeOffset Since, DateTimeOffset? RenewedAt);
