namespace RpcStack.Protocol.Internal.Streams;

/// <summary>The credit of a stream that this side sends. An item may be sent while there is any, however large it is.</summary>
internal sealed class StreamOutbox(int window)
{
    private readonly Lock _gate = new();
    private readonly StreamWaiter _waiter = new();
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

    /// <summary>The peer has read. True where somebody waits for it, whom <see cref="Wake"/> is to tell.</summary>
    public bool Add(int credit)
    {
        lock (_gate)
        {
            _credit = Math.Min(_credit + credit, int.MaxValue);
            return _credit > 0 && _waiter.TryRaise();
        }
    }

    /// <summary>Runs who waits to send.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (!_waiter.TryAnswer()) return;
        }

        _waiter.Set(true, inPlace: true);
    }

    /// <summary>The peer wants no more, or the call is over.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            if (!_waiter.TryClaim()) return;
        }

        _waiter.Set(false);
    }

    /// <summary>Completes when an item may be sent, or none is wanted any more. For one at a time.</summary>
    public ValueTask<bool> WhenReadyAsync()
    {
        lock (_gate) return _credit > 0 || _isStopped ? new(!_isStopped) : _waiter.Wait();
    }
}
