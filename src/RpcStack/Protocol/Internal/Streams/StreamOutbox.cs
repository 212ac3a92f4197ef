namespace RpcStack.Protocol.Internal.Streams;

/// <summary>The credit of a stream that this side sends. An item may be sent while there is any, however large it is.</summary>
internal sealed class StreamOutbox(int window)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _waiter;
    private long _credit = window;
    private bool _isStopped;

    /// <summary>Whether the peer wants no more, or the call is over.</summary>
    public bool IsStopped
    {
        get
        {
            lock (_gate) return _isStopped;
        }
    }

    /// <summary>An item was sent.</summary>
    public void Spend(int cost)
    {
        lock (_gate) _credit -= cost;
    }

    /// <summary>The peer has read.</summary>
    public void Add(int credit) => Signal(credit, stops: false);

    /// <summary>The peer wants no more, or the call is over.</summary>
    public void Stop() => Signal(0, stops: true);

    /// <summary>Completes when an item may be sent, or none is wanted any more.</summary>
    public Task WhenReadyAsync()
    {
        lock (_gate)
        {
            if (_credit > 0 || _isStopped) return Task.CompletedTask;
            _waiter ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task;
        }
    }

    private void Signal(int credit, bool stops)
    {
        TaskCompletionSource? waiter;
        lock (_gate)
        {
            _credit = Math.Min(_credit + credit, int.MaxValue);
            _isStopped |= stops;
            if (_credit <= 0 && !_isStopped) return;
            (waiter, _waiter) = (_waiter, null);
        }

        waiter?.TrySetResult();
    }
}
