using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal;

/// <summary>
/// Handles a connection's frames away from its reader: what arrived together is one work item of the pool, and what it
/// causes to be sent goes out together at its end. Where a handler blocks, the heartbeat lets another item take the rest.
/// </summary>
internal sealed class FrameRunner(Action<Frame> handle, Action flush, Func<bool> isFull, int limit) : IThreadPoolWorkItem
{
    /// <summary>What a frame costs beside its octets while it waits, so that empty ones are not free.</summary>
    private const int FrameOverhead = 64;

    /// <summary>How many frames may be handled before what they caused is sent.</summary>
    private const int FlushEvery = 64;

    [ThreadStatic]
    private static FrameRunner? _current;

    private readonly Lock _gate = new();
    private readonly Queue<Frame> _queue = new();
    private TaskCompletionSource? _room;
    private long _bytes;
    private int _workers;
    private long _handled;
    private long _handledAtTick;
    private bool _isParked;
    private bool _closed;

    /// <summary>Whether this thread is handling this connection's frames, so that a flush is to come anyway.</summary>
    public bool IsCurrent => ReferenceEquals(_current, this);

    /// <summary>Takes frames; somebody has to <see cref="Start"/> or <see cref="Run"/> it then.</summary>
    public void Enqueue(List<Frame> frames)
    {
        lock (_gate)
        {
            foreach (Frame frame in frames)
            {
                if (_closed) frame.Buffer.Release();
                else _queue.Enqueue(frame);
                _bytes += frame.Length + FrameOverhead;
            }
        }
    }

    /// <summary>Lets a thread of the pool handle what waits, unless one does.</summary>
    public void Start()
    {
        if (TryClaim()) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
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

    /// <summary>Called every few milliseconds: where nothing has moved since the last time, another worker joins.</summary>
    public void Tick()
    {
        lock (_gate)
        {
            bool stuck = _workers > 0 && _handled == _handledAtTick;
            _handledAtTick = _handled;
            if (!stuck) return;
            PoolFloor.RaiseIfStarved();
            if (_queue.Count == 0)
            {
                // Whoever blocks may be waiting for the answer to something that it has not sent yet.
                ThreadPool.UnsafeQueueUserWorkItem(static flush => flush(), flush, preferLocal: false);
                return;
            }

            _workers++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>There is room for answers again, for which requests may have waited.</summary>
    public void Resume()
    {
        if (!Volatile.Read(ref _isParked) || isFull()) return;
        lock (_gate)
        {
            _isParked = false;
            if (_workers > 0 || _queue.Count == 0) return;
            _workers = 1;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Drops what waits.</summary>
    public void Close()
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            _closed = true;
            while (_queue.TryDequeue(out Frame frame)) frame.Buffer.Release();
            room = _room;
        }

        room?.TrySetResult();
    }

    void IThreadPoolWorkItem.Execute() => Work();

    private bool TryClaim()
    {
        lock (_gate)
        {
            if (_workers > 0 || _queue.Count == 0) return false;
            _workers = 1;
            return true;
        }
    }

    private void Work()
    {
        _current = this;
        try
        {
            for (int i = 1; TryDequeue(out Frame frame); i++)
            {
                handle(frame);
                frame.Buffer.Release();
                if (i % FlushEvery == 0) flush();
            }
        }
        finally
        {
            _current = null;
        }

        flush();
        Resume();
    }

    private bool TryDequeue(out Frame frame)
    {
        TaskCompletionSource? room = null;
        lock (_gate)
        {
            _handled++;
            // A request whose answer could not be sent waits here, and its peer with it.
            bool isParked = _queue.TryPeek(out frame) && frame.Type is FrameType.Request && isFull();
            if (isParked || !_queue.TryDequeue(out frame))
            {
                _isParked |= isParked;
                _workers--;
                return false;
            }

            _bytes -= frame.Length + FrameOverhead;
            if (_room is not null && _bytes <= limit) (room, _room) = (_room, null);
        }

        room?.TrySetResult();
        return true;
    }
}
