namespace RpcStack.TestContracts;

/// <summary>A fault whose text travels, because its constructor takes it.</summary>
[RpcMessage]
public sealed class DivisionByZero(string message) : RpcFault(message);
