namespace RpcStack;

/// <summary>The result of an operation that has none.</summary>
public readonly record struct Unit;
