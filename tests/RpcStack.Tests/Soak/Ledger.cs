using System.Collections.Concurrent;

namespace RpcStack.Tests.Soak;

/// <summary>Counts runs by id. Any number of servers share one.</summary>
public sealed class Ledger : ILedger, ISlips
{
    private readonly ConcurrentDictionary<long, int> _booked = new();
    private long _notes;

    public long Notes => Interlocked.Read(ref _notes);

    /// <summary>Ids that were booked and not settled.</summary>
    public IReadOnlyDictionary<long, int> Open => _booked;

    public static long AnswerTo(long id) => (id * 2) + 1;

    /// <summary>How often an id was booked. From here on it should not be booked again.</summary>
    public int Settle(long id) => _booked.TryRemove(id, out int times) ? times : 0;

    public int TimesOf(long id) => _booked.GetValueOrDefault(id);

    public async ValueTask<long> BookAsync(long id, int milliseconds, CancellationToken cancel)
    {
        _booked.AddOrUpdate(id, 1, static (_, times) => times + 1);
        if (milliseconds > 0) await Task.Delay(milliseconds, cancel);
        return AnswerTo(id);
    }

    public async ValueTask<long> LookUpAsync(long id, int milliseconds, CancellationToken cancel)
    {
        if (milliseconds > 0) await Task.Delay(milliseconds, cancel);
        return AnswerTo(id);
    }

    public ValueTask NoteAsync(long id)
    {
        Interlocked.Increment(ref _notes);
        return default;
    }

    public IAsyncEnumerable<Slip> IssueAsync(long id, int count, int size, CancellationToken cancel) => Slip.Run(id, count, size);

    public async ValueTask<int> CollectAsync(long id, int most, IAsyncEnumerable<Slip> slips, CancellationToken cancel)
    {
        int count = 0;
        await foreach (Slip slip in slips.WithCancellation(cancel))
        {
            if (slip.Id != id || slip.Place != count) throw new InvalidOperationException($"{slip} came as number {count} of {id}.");
            if (++count == most) break;
        }

        return count;
    }

    public IAsyncEnumerable<Slip> ReturnAsync(IAsyncEnumerable<Slip> slips, CancellationToken cancel) => slips;
}
