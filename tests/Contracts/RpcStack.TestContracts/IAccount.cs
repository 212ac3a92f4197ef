namespace RpcStack.TestContracts;

/// <summary>An account that is disposed of when its last reference goes.</summary>
[RpcContract]
public partial interface IAccount : IAsyncDisposable
{
    /// <summary>What is on it.</summary>
    [Idempotent]
    ValueTask<decimal> BalanceAsync(CancellationToken cancel = default);

    /// <summary>Pays in.</summary>
    ValueTask<Entry> DepositAsync(decimal amount, string? note = null, CancellationToken cancel = default);

    /// <summary>Pays out.</summary>
    /// <exception cref="InsufficientFunds">There is less on it.</exception>
    [Throws<InsufficientFunds>]
    ValueTask WithdrawAsync(decimal amount, CancellationToken cancel = default);

    /// <summary>Everything since a day.</summary>
    IAsyncEnumerable<Entry> HistoryAsync(DateOnly from, CancellationToken cancel = default);
}
