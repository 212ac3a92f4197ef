namespace RpcStack.TestContracts;

/// <summary>A message that is a struct.</summary>
[RpcMessage]
public readonly record struct Point(int X, int Y);
