namespace Bank;

internal sealed class Account(string owner) : IAccount
{
    private readonly Lock _gate = new();
    private decimal _balance;

    public ValueTask<decimal> BalanceAsync(CancellationToken cancel = default)
    {
        lock (_gate) return ValueTask.FromResult(_balance);
    }

    public ValueTask DepositAsync(decimal amount, CancellationToken cancel = default)
    {
        lock (_gate) _balance += amount;
        return default;
    }

    // A client passes a reference, and what arrives is the object: it has come home.
    public ValueTask TransferAsync(decimal amount, IAccount to, CancellationToken cancel = default)
    {
        Console.WriteLine($"server: a transfer to {(to is Account ? "one of this bank's own accounts" : "an account elsewhere")}");
        lock (_gate)
        {
            if (_balance < amount) throw new InsufficientFunds(amount - _balance);
            _balance -= amount;
        }

        return to.DepositAsync(amount, cancel);
    }

    // Runs after the last client has let go of the account.
    public ValueTask DisposeAsync()
    {
        Console.WriteLine($"server: nobody holds {owner}'s account any more");
        return default;
    }
}
