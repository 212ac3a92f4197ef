namespace RpcStack.Tests.Objects;

public sealed class Savings : ISavings, IVault
{
    private int _balance;
    private int _disposals;

    public int Disposals => Volatile.Read(ref _disposals);

    public ValueTask<string> OwnerAsync(CancellationToken cancel) => new("saver");

    public ValueTask<int> DepositAsync(int amount, CancellationToken cancel) => new(Interlocked.Add(ref _balance, amount));

    public ValueTask<int> RateAsync(CancellationToken cancel) => new(3);

    public ValueTask<ISavings> TwinAsync(CancellationToken cancel) => new(this);

    public ValueTask EmptyAsync(CancellationToken cancel) => throw new InvalidOperationException("The vault was emptied.");

    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _disposals);
        return default;
    }
}
