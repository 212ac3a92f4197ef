using System.Threading.Tasks.Sources;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal.Streams;

/// <summary>
/// Items of a stream that came and were not read yet. The reader puts them in, in their order; one consumer takes them out
/// and decodes them, so that a slow one costs nobody else anything. Its sender may send as long as it has credit, and gets
/// more as items are taken.
/// </summary>
internal sealed class StreamInbox : IValueTaskSource<bool>
{
    private readonly Lock _gate = new();
    private readonly Queue<StreamItem> _items = new();
    private readonly int _window;
    private ManualResetValueTaskSourceCore<bool> _waiter = new() { RunContinuationsAsynchronously = true };
    private Exception? _error;
    private long _credit;
    private int _taken;
    private bool _isWaiting;
    private bool _isComplete;

    /// <summary>Makes an inbox.</summary>
    /// <param name="window">How many octets may wait in it.</param>
    public StreamInbox(int window)
    {
        _window = window;
        _credit = window;
    }

    /// <summary>Whether nothing more comes.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_gate) return _isComplete;
        }
    }

    /// <summary>Takes an item from the reader: the last <paramref name="length"/> octets of its frame.</summary>
    /// <exception cref="ProtocolException">The peer had no credit left.</exception>
    public void Put(in Frame frame, int length)
    {
        bool wake;
        lock (_gate)
        {
            if (_isComplete) return;
            if (_credit <= 0) throw new ProtocolException(RpcStatus.ResourceExhausted, "A stream was sent beyond its credit.");
            var item = StreamItem.Keep(in frame, length);
            _credit -= item.Cost;
            _items.Enqueue(item);
            wake = _isWaiting;
            _isWaiting = false;
        }

        if (wake) _waiter.SetResult(true);
    }

    /// <summary>Nothing more comes. What has come is still read, unless an error discards it.</summary>
    public void Complete(Exception? error = null, bool discards = false)
    {
        bool wake;
        lock (_gate)
        {
            if (discards) Discard();
            if (_isComplete && !discards) return;
            _isComplete = true;
            _error ??= error;
            wake = _isWaiting;
            _isWaiting = false;
        }

        if (!wake) return;
        if (error is null) _waiter.SetResult(false);
        else _waiter.SetException(error);
    }

    /// <summary>Whether there is an item to take; false at the end.</summary>
    public ValueTask<bool> WaitAsync()
    {
        lock (_gate)
        {
            if (_items.Count > 0) return new(true);
            if (_isComplete) return _error is null ? new(false) : ValueTask.FromException<bool>(_error);
            _waiter.Reset();
            _isWaiting = true;
            return new(this, _waiter.Version);
        }
    }

    /// <summary>Takes an item, and says how much credit the sender is due, 0 as long as it is not worth a frame.</summary>
    public bool TryTake(out StreamItem item, out int credit)
    {
        credit = 0;
        lock (_gate)
        {
            if (!_items.TryDequeue(out item)) return false;
            _taken += item.Cost;
            if (_taken < _window / 4 || _isComplete) return true;
            credit = _taken;
            _credit += _taken;
            _taken = 0;
            return true;
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _waiter.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _waiter.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _waiter.OnCompleted(continuation, state, token, flags);

    private void Discard()
    {
        while (_items.TryDequeue(out StreamItem item)) item.Dispose();
    }
}
