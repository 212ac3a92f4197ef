namespace RpcStack.UnseenContracts;

/// <summary>The root of what the generator never saw: references, a callback, faults, every kind of operation.</summary>
[RpcContract]
public interface IShop
{
    ValueTask<ICart> OpenAsync(string customer, CancellationToken cancel = default);

    [Throws<SoldOut>]
    Task<Receipt> BuyAsync(ICart cart, IProgress? progress = null, CancellationToken cancel = default);

    ValueTask<bool> IsOwnAsync(ICart? cart);

    ValueTask<IReadOnlyList<ICart>> CartsAsync(CancellationToken cancel = default);

    IAsyncEnumerable<Offer> OffersAsync(int count, CancellationToken cancel = default);

    Task<decimal> TotalAsync(IAsyncEnumerable<Offer> offers, CancellationToken cancel = default);

    IAsyncEnumerable<string> LabelsAsync(string prefix, IAsyncEnumerable<Offer> offers, CancellationToken cancel = default);

    [Oneway]
    ValueTask NoteAsync(string text);

    Task<int> SlowAsync(int milliseconds, CancellationToken cancel = default);
}

/// <summary>A remote object that knows when nobody holds it.</summary>
[RpcContract]
public interface ICart : ICounted, IAsyncDisposable
{
    ValueTask AddAsync(Offer offer, CancellationToken cancel = default);
}

/// <summary>What a contract extends.</summary>
[RpcContract]
public interface ICounted
{
    ValueTask<int> CountAsync(CancellationToken cancel = default);
}

/// <summary>What a client is called back by.</summary>
[RpcContract]
public interface IProgress
{
    Task DoneAsync(int percent, CancellationToken cancel = default);
}

[RpcMessage]
public sealed record Offer(string Name, decimal Price, (int Low, string? High) Range = default);

[RpcMessage]
public sealed record Receipt(int Items, decimal Total);

[RpcMessage]
public sealed class SoldOut(string name, string message) : RpcFault(message)
{
    public string Name { get; } = name;
}

/// <summary>More than fits into one of the run time's tuples.</summary>
[RpcContract]
public interface IWide
{
    ValueTask<(int A, string? B, int C, int D, int E, int F, int G, string? H, (int X, int Y) I)> TurnAsync(
        int a, string? b, int c, int d, int e, int f, int g, string? h, (int X, int Y) i, CancellationToken cancel = default);
}
