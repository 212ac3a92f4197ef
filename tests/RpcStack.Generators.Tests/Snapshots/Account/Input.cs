namespace Bank;

/// <summary>A contract with a message, a fault, and a reference to release.</summary>
[RpcContract(Name = "bank.account")]
internal partial interface IAccount : IAsyncDisposable
{
    [RpcOperation(1)]
    ValueTask<Entry> DepositAsync(decimal amount, string? note = null, CancellationToken cancel = default);

    [RpcOperation(4, Name = "take")]
    [Throws<InsufficientFunds>]
    ValueTask<string?> WithdrawAsync(decimal amount, CancellationToken cancel = default);
}

[RpcMessage]
internal sealed record Entry(DateTimeOffset At, decimal Amount, string? Note, Owner Owner);

[RpcMessage]
internal readonly record struct Owner(string Name, DayOfWeek Payday);

[RpcMessage]
internal sealed class InsufficientFunds(string message, decimal missing) : RpcFault(message)
{
    public decimal Missing { get; } = missing;
}
