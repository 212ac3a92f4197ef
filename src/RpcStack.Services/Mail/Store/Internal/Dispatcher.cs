namespace RpcStack.Services.Mail.Store;

/// <summary>Delivers each message of the queue when it is due, a bounded number at a time.</summary>
internal sealed class Dispatcher : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Schedule _schedule;
    private readonly SemaphoreSlim _slots;
    private readonly Delivery _delivery;
    private readonly int _concurrency;
    private readonly Task _running;
    private int _waiting;

    public Dispatcher(QueueFolder queue, MailSpool spool)
    {
        _schedule = new Schedule(spool.Options.Clock);
        _concurrency = spool.Options.Concurrency;
        _slots = new SemaphoreSlim(_concurrency);
        _delivery = new Delivery(queue, spool, Add);
        _running = Task.Run(RunAsync);
    }

    public int Count => Volatile.Read(ref _waiting);

    /// <summary>Adds a message that came into the queue.</summary>
    public void Add(string id)
    {
        Interlocked.Increment(ref _waiting);
        _schedule.Add(id, TimeSpan.Zero);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        for (int i = 0; i < _concurrency; i++) await _slots.WaitAsync().ConfigureAwait(false);
        await _delivery.DisposeAsync().ConfigureAwait(false);
        _slots.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _slots.WaitAsync(_stopping.Token).ConfigureAwait(false);
                string id = await DueAsync().ConfigureAwait(false);
                _ = Task.Run(() => TryAsync(id), CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: what is not delivered stays on disk.
        }
    }

    private async Task<string> DueAsync()
    {
        try
        {
            return await _schedule.TakeAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _slots.Release();
            throw;
        }
    }

    private async Task TryAsync(string id)
    {
        try
        {
            TimeSpan? pause = await _delivery.RunAsync(id, _stopping.Token).ConfigureAwait(false);
            if (pause is { } wait) _schedule.Add(id, wait);
            else Interlocked.Decrement(ref _waiting);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
        finally
        {
            _slots.Release();
        }
    }
}
