namespace RpcStack.Tests.Objects;

public sealed class Account(string owner) : IAccount
{
    private int _balance;
    private int _disposals;

    public int Disposals => Volatile.Read(ref _disposals);

    public ValueTask<string> OwnerAsync(CancellationToken cancel) => new(owner);

    public ValueTask<int> DepositAsync(int amount, CancellationToken cancel) => new(Interlocked.Add(ref _balance, amount));

    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _disposals);
        return default;
    }
}
