namespace RpcStack.Services.Mail.Store;

/// <summary>Messages by the time at which they are due.</summary>
internal sealed class Schedule(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<string, long> _queue = new();
    private TaskCompletionSource _changed = New();

    public void Add(string id, TimeSpan wait)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _queue.Enqueue(id, clock.GetUtcNow().Add(wait).UtcTicks);
            changed = _changed;
            _changed = New();
        }

        changed.SetResult();
    }

    public async Task<string> TakeAsync(CancellationToken cancel)
    {
        while (true)
        {
            Task changed;
            TimeSpan wait = Timeout.InfiniteTimeSpan;
            lock (_gate)
            {
                if (_queue.TryPeek(out string? id, out long due))
                {
                    wait = TimeSpan.FromTicks(due - clock.GetUtcNow().UtcTicks);
                    if (wait <= TimeSpan.Zero) return _queue.Dequeue();
                }

                changed = _changed.Task;
            }

            await WaitAsync(changed, wait, cancel).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(Task changed, TimeSpan wait, CancellationToken cancel)
    {
        try
        {
            await changed.WaitAsync(wait, clock, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Something is due.
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
