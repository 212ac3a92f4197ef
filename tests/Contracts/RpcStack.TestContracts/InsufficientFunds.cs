namespace RpcStack.TestContracts;

/// <summary>A fault with a field.</summary>
[RpcMessage]
public sealed class InsufficientFunds(decimal missing) : RpcFault($"{missing} is missing.")
{
    /// <summary>How much the account lacks.</summary>
    public decimal Missing { get; } = missing;
}
