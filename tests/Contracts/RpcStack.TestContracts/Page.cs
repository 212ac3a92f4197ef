namespace RpcStack.TestContracts;

/// <summary>A generic message.</summary>
[RpcMessage]
public sealed record Page<T>(IReadOnlyList<T> Items, T? First, int Total) where T : class;

/// <summary>A generic message of anything.</summary>
[RpcMessage]
public sealed record Box<T>(T Content);
