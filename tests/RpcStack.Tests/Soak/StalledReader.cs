namespace RpcStack.Tests.Soak;

/// <summary>A reader that stops reading for a while: its writer stops, memory stays as it is, and all items arrive afterwards.</summary>
public sealed class StalledReader : ISlips
{
    private const int Items = 4000;
    private const int Size = 16 << 10;

    private int _written;

    public async Task<StallReport> RunAsync(TimeSpan pause)
    {
        await using var server = new RpcServer();
        server.Map<ISlips>(this);
        await using var client = new RpcClient(await server.ListenAsync("rpc+tcp://127.0.0.1:0"));
        await using IAsyncEnumerator<Slip> slips = client.Get<ISlips>().IssueAsync(1, Items, Size).GetAsyncEnumerator();
        await slips.MoveNextAsync();

        await Task.Delay(pause / 10);
        (int written, long memory) = (_written, GC.GetTotalMemory(forceFullCollection: true));
        await Task.Delay(pause);
        long growth = GC.GetTotalMemory(forceFullCollection: true) - memory;
        int meanwhile = _written - written;

        int read = 1;
        for (; await slips.MoveNextAsync(); read++)
            if (slips.Current.Place != read) return new(written, meanwhile, growth, -read, Items);
        return new(written, meanwhile, growth, read, Items);
    }

    public IAsyncEnumerable<Slip> IssueAsync(long id, int count, int size, CancellationToken cancel)
    {
        return CountedAsync();

        async IAsyncEnumerable<Slip> CountedAsync()
        {
            await foreach (Slip slip in Slip.Run(id, count, size))
            {
                Interlocked.Increment(ref _written);
                yield return slip;
            }
        }
    }

    public ValueTask<int> CollectAsync(long id, int most, IAsyncEnumerable<Slip> slips, CancellationToken cancel) => new(0);

    public IAsyncEnumerable<Slip> ReturnAsync(IAsyncEnumerable<Slip> slips, CancellationToken cancel) => slips;
}
