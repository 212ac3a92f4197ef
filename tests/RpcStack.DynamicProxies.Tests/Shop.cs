using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using RpcStack.UnseenContracts;

namespace RpcStack.DynamicProxies.Tests;

/// <summary>The objects behind what the generator never saw.</summary>
internal sealed class Shop : IShop
{
    private readonly ConcurrentDictionary<string, Cart> _carts = new();

    public ConcurrentQueue<string> Notes { get; } = new();

    public CancellationToken LastCancellation { get; private set; }

    public Cart CartOf(string customer) => _carts[customer];

    public ValueTask<ICart> OpenAsync(string customer, CancellationToken cancel = default) =>
        new(_carts.GetOrAdd(customer, _ => new Cart()));

    public async Task<Receipt> BuyAsync(ICart cart, IProgress? progress = null, CancellationToken cancel = default)
    {
        if (cart is not Cart own) throw new InvalidOperationException("That is no cart of ours.");
        if (own.Offers.FirstOrDefault(o => o.Price == 0) is { } gone) throw new SoldOut(gone.Name, $"{gone.Name} is sold out.");
        if (progress is not null) await progress.DoneAsync(50, cancel);
        return new Receipt(await cart.CountAsync(cancel), own.Offers.Sum(o => o.Price));
    }

    public ValueTask<bool> IsOwnAsync(ICart? cart) => new(cart is Cart);

    public ValueTask<IReadOnlyList<ICart>> CartsAsync(CancellationToken cancel = default) => new([.. _carts.Values]);

    public async IAsyncEnumerable<Offer> OffersAsync(int count, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return new Offer($"offer {i}", i, (i, null));
        }
    }

    public async Task<decimal> TotalAsync(IAsyncEnumerable<Offer> offers, CancellationToken cancel = default)
    {
        decimal total = 0;
        await foreach (Offer offer in offers.WithCancellation(cancel)) total += offer.Price;
        return total;
    }

    public async IAsyncEnumerable<string> LabelsAsync(
        string prefix, IAsyncEnumerable<Offer> offers, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (Offer offer in offers.WithCancellation(cancel)) yield return $"{prefix}{offer.Name}";
    }

    public ValueTask NoteAsync(string text)
    {
        Notes.Enqueue(text);
        return default;
    }

    public async Task<int> SlowAsync(int milliseconds, CancellationToken cancel = default)
    {
        LastCancellation = cancel;
        await Task.Delay(milliseconds, cancel);
        return milliseconds;
    }
}

internal sealed class Cart : ICart
{
    public ConcurrentQueue<Offer> Offers { get; } = new();

    public bool IsDisposed { get; private set; }

    public ValueTask AddAsync(Offer offer, CancellationToken cancel = default)
    {
        Offers.Enqueue(offer);
        return default;
    }

    public ValueTask<int> CountAsync(CancellationToken cancel = default) => new(Offers.Count);

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return default;
    }
}

internal sealed class Progress : IProgress
{
    public ConcurrentQueue<int> Percents { get; } = new();

    public Task DoneAsync(int percent, CancellationToken cancel = default)
    {
        Percents.Enqueue(percent);
        return Task.CompletedTask;
    }
}
