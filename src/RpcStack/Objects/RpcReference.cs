namespace RpcStack;

/// <summary>A reference, on either side of its connection.</summary>
/// <param name="Contract">The contract that the object is held by.</param>
/// <param name="Id">Which object, in its owner's table for that connection: slot and generation.</param>
/// <param name="Since">When it was first sent or received.</param>
/// <param name="Count">How often it was sent or received, and not given back.</param>
public sealed record RpcReference(string Contract, string Id, DateTimeOffset Since, ulong Count);
