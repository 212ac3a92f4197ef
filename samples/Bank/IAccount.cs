using RpcStack;

namespace Bank;

// A contract as the type of a result or parameter: the object stays where it is, and a reference to it travels.
[RpcContract]
internal partial interface IAccount : IAsyncDisposable
{
    ValueTask<decimal> BalanceAsync(CancellationToken cancel = default);

    ValueTask DepositAsync(decimal amount, CancellationToken cancel = default);

    [Throws<InsufficientFunds>]
    ValueTask TransferAsync(decimal amount, IAccount to, CancellationToken cancel = default);
}

// A fault that the contract declares arrives as what it is, with its properties.
[RpcMessage]
internal sealed partial class InsufficientFunds(decimal missing) : RpcFault($"{missing} is missing")
{
    public decimal Missing { get; } = missing;
}
