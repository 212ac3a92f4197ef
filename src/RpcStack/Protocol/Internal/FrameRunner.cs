using System.Diagnostics.CodeAnalysis;

namespace RpcStack.Protocol.Internal;

/// <summary>
/// Handles a connection's frames away from its reader: what arrived together is one work item of the pool, and what it
/// causes to be sent goes out together at its end. Where a handler blocks, the heartbeat lets another item take the rest.
/// </summary>
internal sealed class FrameRunner(FrameHandler handle, Action flush, Func<bool> isFull, int limit) : IThreadPoolWorkItem
{
    /// <summary>How many frames may be handled before what they caused is sent.</summary>
    private const int FlushEvery = 64;

    private const long Never = -1;

    [ThreadStatic]
    private static FrameRunner? _current;

    private readonly Lock _gate = new();
    private readonly Queue<FrameBatch> _queue = new();
    private TaskCompletionSource? _room;
    private long _bytes;
    private int _workers;
    private long _claimed;
    private long _claimedAtTick;
    private int _starting;
    private int _turn;
    private bool _isParked;
    private bool _closed;

    /// <summary>Whether this thread is handling this connection's frames, so that a flush is to come anyway.</summary>
    public bool IsCurrent => ReferenceEquals(_current, this);

    /// <summary>Takes frames; somebody has to <see cref="Start"/> or <see cref="Run"/> it then.</summary>
    public void Enqueue(FrameBatch batch)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                batch.IsQueued = true;
                _queue.Enqueue(batch);
                _bytes += batch.Bytes;
                return;
            }
        }

        batch.Recycle();
    }

    /// <summary>Lets a thread of the pool handle what waits, unless one does.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (_workers == 0 && HasUnclaimed()) Begin();
        }
    }

    /// <summary>Handles what waits on this thread, unless another does.</summary>
    public void Run()
    {
        if (TryClaim()) Work();
    }

    /// <summary>Completes when no more waits to be handled than the limit allows.</summary>
    public Task WhenRoomAsync()
    {
        lock (_gate)
        {
            if (_bytes <= limit || _closed) return Task.CompletedTask;
            _room ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>Whether it has anything to do.</summary>
    public bool IsWorking
    {
        get
        {
            lock (_gate) return _workers > 0 || _queue.Count > 0;
        }
    }

    /// <summary>Called every few milliseconds: where nothing has moved since the last time, another worker joins.</summary>
    public void Tick()
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            // The last frame of a batch may be one that takes its time, and what it stood for in the queue is free.
            room = Advance();
            long claimed = _claimed + (_queue.TryPeek(out FrameBatch? batch) ? batch.Claimed : 0);
            bool stuck = _workers > 0 && claimed == _claimedAtTick;
            _claimedAtTick = claimed;
            if (stuck) Join();
        }

        room?.TrySetResult();
    }

    /// <summary>There is room for answers again, for which requests may have waited.</summary>
    public void Resume()
    {
        if (!Volatile.Read(ref _isParked) || isFull()) return;
        lock (_gate)
        {
            _isParked = false;
            if (_workers == 0 && HasUnclaimed()) Begin();
        }
    }

    /// <summary>Drops what waits.</summary>
    public void Close()
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            _closed = true;
            while (_queue.TryDequeue(out FrameBatch? batch))
            {
                batch.Drop();
                Leave(batch);
            }

            room = _room;
        }

        room?.TrySetResult();
    }

    void IThreadPoolWorkItem.Execute()
    {
        Interlocked.Decrement(ref _starting);
        Work();
    }

    /// <summary>A worker is to come. Under the lock.</summary>
    private void Begin()
    {
        _workers++;
        _claimedAtTick = Never;
        Interlocked.Increment(ref _starting);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void Join()
    {
        PoolFloor.RaiseIfStarved();
        // One that waits for a thread of the pool is not held up by a handler, nor would another be faster.
        if (Volatile.Read(ref _starting) > 0) return;
        if (HasUnclaimed())
        {
            _turn++;
            Begin();
        }
        else
        {
            // Whoever blocks may be waiting for the answer to something that it has not sent yet.
            ThreadPool.UnsafeQueueUserWorkItem(static flush => flush(), flush, preferLocal: false);
        }
    }

    private bool TryClaim()
    {
        lock (_gate)
        {
            if (_workers > 0 || !HasUnclaimed()) return false;
            _workers = 1;
            _claimedAtTick = Never;
            return true;
        }
    }

    private void Work()
    {
        _current = this;
        try
        {
            FrameBatch? batch = null;
            int turn = Volatile.Read(ref _turn);
            for (int i = 1; TryTake(ref batch, out int index); i++)
            {
                handle(in batch[index]);
                if (i % FlushEvery == 0) flush();
                // Whoever joined because of this worker's handler has taken its place.
                if (turn != Volatile.Read(ref _turn) && TryRetire(batch, out turn)) break;
            }
        }
        finally
        {
            _current = null;
        }

        flush();
        Resume();
    }

    private bool TryTake([NotNullWhen(true)] ref FrameBatch? batch, out int index)
    {
        index = 0;
        do
        {
            bool isParked = false;
            // A request whose answer could not be sent waits here, and its peer with it.
            if (batch is not null && batch.TryClaim(isFull, out index, out isParked)) return true;
            batch = Exchange(batch, isParked);
        }
        while (batch is not null);
        return false;
    }

    /// <summary>A worker leaves, unless it is the last one.</summary>
    private bool TryRetire(FrameBatch batch, out int turn)
    {
        lock (_gate)
        {
            turn = _turn;
            if (_workers == 1) return false;
            _workers--;
            batch.Workers--;
            if (!batch.IsQueued) Leave(batch);
            return true;
        }
    }

    /// <summary>A worker is through with a batch, and gets the next; null where there is none, and it is to leave.</summary>
    private FrameBatch? Exchange(FrameBatch? old, bool isParked)
    {
        FrameBatch? next = null;
        TaskCompletionSource? room;
        lock (_gate)
        {
            if (old is not null) old.Workers--;
            if (old is { IsQueued: false }) Leave(old);
            room = Advance();
            if (isParked || !_queue.TryPeek(out next))
            {
                _isParked |= isParked;
                _workers--;
            }
            else
            {
                next.Workers++;
            }
        }

        room?.TrySetResult();
        return next;
    }

    /// <summary>Batches that are through leave the queue; gives who is to be told that there is room now.</summary>
    private TaskCompletionSource? Advance()
    {
        while (_queue.TryPeek(out FrameBatch? batch) && batch.IsThrough) Leave(_queue.Dequeue());
        if (_room is not { } room || _bytes > limit) return null;
        _room = null;
        return room;
    }

    /// <summary>A batch leaves the queue, or the last worker that was at it leaves the batch.</summary>
    private void Leave(FrameBatch batch)
    {
        if (batch.IsQueued)
        {
            batch.IsQueued = false;
            _bytes -= batch.Bytes;
            _claimed += batch.Count;
        }

        if (batch.Workers == 0) batch.Recycle();
    }

    private bool HasUnclaimed() => _queue.Count > 1 || (_queue.TryPeek(out FrameBatch? batch) && !batch.IsThrough);
}
