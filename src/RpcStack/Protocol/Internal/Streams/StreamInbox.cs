using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;

namespace RpcStack.Protocol.Internal.Streams;

/// <summary>
/// Items of a stream that came and were not read yet. The reader puts them in, in their order; one consumer takes them out
/// and decodes them, so that a slow one costs nobody else anything. Its sender may send as long as it has credit, and gets
/// more as items are taken.
/// </summary>
internal sealed class StreamInbox
{
    /// <summary>How far a window grows whose reader keeps up with its sender, whom a small one would stop again and again.</summary>
    private const int Growth = 4;

    private readonly Lock _gate = new();
    private readonly Queue<StreamItem> _items = new();
    private readonly int _largest;
    private readonly StreamWaiter _waiter = new();
    private Exception? _error;
    private long _credit;
    private int _window;
    private int _taken;
    private bool _isKeptUpWith;
    private bool _isComplete;

    /// <summary>Makes an inbox.</summary>
    /// <param name="window">How many octets may wait in it to begin with.</param>
    public StreamInbox(int window)
    {
        _credit = _window = window;
        _largest = (int)Math.Min(window * (long)Growth, int.MaxValue / 2);
    }

    /// <summary>Whether nothing more comes.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_gate) return _isComplete;
        }
    }

    /// <summary>
    /// Takes an item from the reader: the last <paramref name="length"/> octets of its frame. True where somebody waits for it,
    /// whom <see cref="Wake"/> is to tell.
    /// </summary>
    /// <exception cref="ProtocolException">The peer had no credit left.</exception>
    public bool Put(in Frame frame, int length, IncomingReferences? references)
    {
        lock (_gate)
        {
            if (_isComplete)
            {
                references?.Dispose();
                return false;
            }

            if (_credit <= 0) throw new ProtocolException(RpcStatus.ResourceExhausted, "A stream was sent beyond its credit.");
            var item = StreamItem.Keep(in frame, length, references);
            _credit -= item.Cost;
            _items.Enqueue(item);
            return _waiter.TryRaise();
        }
    }

    /// <summary>Runs who waits for the items that came.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (!_waiter.TryAnswer()) return;
        }

        _waiter.Set(true, inPlace: true);
    }

    /// <summary>Nothing more comes. What has come is still read, unless an error discards it.</summary>
    public void Complete(Exception? error = null, bool discards = false)
    {
        bool hasItems;
        lock (_gate)
        {
            if (discards) Discard();
            if (_isComplete && !discards) return;
            _isComplete = true;
            _error ??= error;
            hasItems = _items.Count > 0;
            if (!_waiter.TryClaim()) return;
        }

        _waiter.Set(hasItems, hasItems ? null : error);
    }

    /// <summary>Whether there is an item to take; false at the end.</summary>
    public ValueTask<bool> WaitAsync()
    {
        lock (_gate)
        {
            if (_items.Count > 0) return new(true);
            if (_isComplete) return _error is null ? new(false) : ValueTask.FromException<bool>(_error);
            _isKeptUpWith = true;
            return _waiter.Wait();
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
            if (_taken < _window / 2 || _isComplete) return true;
            int grown = _isKeptUpWith ? Math.Min(_window * 2, _largest) : _window;
            credit = _taken + grown - _window;
            _window = grown;
            _credit += credit;
            _taken = 0;
            _isKeptUpWith = false;
            return true;
        }
    }

    private void Discard()
    {
        while (_items.TryDequeue(out StreamItem item)) item.Dispose();
    }
}
