using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Life;
using RpcStack.Protocol.Internal.Serving;

namespace RpcStack.Protocol;

/// <summary>Its life: whether the peer is there, whether anybody needs it, and how it ends in good order.</summary>
public sealed partial class RpcConnection
{
    /// <summary>How long a peer that was told to leave may take to read what it was sent and close.</summary>
    private static readonly TimeSpan Departure = TimeSpan.FromSeconds(1);

    private readonly LifeWatch _life;
    private readonly Lock _announcing = new();
    private RpcConnectionState _state;
    private Task _announced = Task.CompletedTask;
    private CancellationTokenSource? _draining;
    private GoAway? _goAway;
    private volatile bool _isDraining;
    private volatile bool _isOverworked;
    private ulong _uses;

    /// <summary>How it fares.</summary>
    public RpcConnectionState State
    {
        get
        {
            lock (_announcing) return _state;
        }
    }

    /// <summary>Raised for each new state, in their order, on a thread of the pool.</summary>
    public event EventHandler<RpcConnectionState>? StateChanged;

    /// <summary>Whether calls can be made: neither side has closed it, nor said GOAWAY.</summary>
    public bool IsOpen => Volatile.Read(ref _isClosed) == 0 && !_isDraining && !_sender.IsClosed;

    /// <summary>Whether the peer has said HELLO, and so was there at least once.</summary>
    internal bool WasGreeted => Volatile.Read(ref _peer) is not null;

    /// <summary>Cancelled when this side begins to stop.</summary>
    internal CancellationToken Draining
    {
        get
        {
            using (_serving.Enter()) return (_draining ??= new()).Token;
        }
    }

    /// <summary>
    /// Ends in good order. First, GOAWAY: no more calls are taken, and running ones, of either side, go on. What has
    /// not ended within <paramref name="limit"/> is cancelled. Then the peer gets what it has not read yet.
    /// </summary>
    internal async Task DrainAsync(TimeSpan limit, string reason)
    {
        Announce(RpcConnectionState.Draining);
        _isDraining = true;
        Task idle = BeginDraining();
        SendGoAway(RpcStatus.Unavailable, reason);
        Task ended = Task.WhenAny(Task.WhenAll(idle, _pending.WhenEmptyAsync()), Closed);
        await ended.WaitAsync(limit, Options.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        GiveUpIncoming($"{reason}, and the call did not end within {limit.TotalSeconds:0.###} s");
        // The peer closes when it has read to the end; a reset right away might overtake its answers.
        await Task.WhenAll(_sender.FinishAsync(), Closed).WaitAsync(Departure)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DisposeAsync().ConfigureAwait(false);
    }

    private Task BeginDraining()
    {
        TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationTokenSource draining;
        using (_serving.Enter())
        {
            EndTaking();
            _idle = idle;
            draining = _draining ??= new();
        }

        CheckIdle();
        // Its callbacks are user code, which must not hold up the GOAWAY, nor fail it.
        ThreadPool.UnsafeQueueUserWorkItem(
            static draining =>
            {
                try
                {
                    draining.Cancel();
                }
                catch (AggregateException)
                {
                    // What a handler registered failed, and there is nobody to tell.
                }
            },
            draining,
            preferLocal: false);
        return idle.Task;
    }

    /// <summary>While draining: has every request that was taken been looked at, and every handler ended?</summary>
    private void CheckIdle()
    {
        using (_serving.Enter())
        {
            if (_running > 0 || _lookedAt < _lastTaken) return;
        }

        _idle!.TrySetResult();
    }

    /// <summary>Requests that the reader has not met by now are not taken. Under the lock: none is in between.</summary>
    private ulong EndTaking() => _lastTaken = Math.Min(_lastTaken, Volatile.Read(ref _arrived));

    /// <summary>Running calls have had their time: they are answered, and their handlers told to stop.</summary>
    private void GiveUpIncoming(string reason)
    {
        List<IncomingCall> running;
        using (_serving.Enter()) running = [.. _incoming.Values];
        foreach (IncomingCall call in running.Where(c => c.TryAnswer()))
        {
            Finish(call);
            Refuse(call.Id, new Refusal(RpcStatus.Unavailable, reason, FaultFlags.Started), RpcPhase.Dispatch);
            ThreadPool.UnsafeQueueUserWorkItem(static late => late.Cancel(), call, preferLocal: false);
        }

        _sender.Flush();
    }

    private void SendGoAway(RpcStatus status, string reason)
    {
        ByteWriter frame = ScratchWriter.Rent();
        using (_serving.Enter()) new GoAway(EndTaking(), status, reason).Write(frame);
        _sender.Append(frame);
        _sender.Flush();
        ScratchWriter.Return(frame);
    }

    /// <summary>The peer takes no more calls. Those that it did not count were not started.</summary>
    private void TakeGoAway(GoAway goAway)
    {
        _goAway = goAway;
        _isDraining = true;
        _sender.EndRequests();
        // Those that wait for others to end need not: they learn that they cannot be sent here.
        _pending.SetCapacity(int.MaxValue);
        Announce(RpcConnectionState.Draining);
        foreach (PendingCall call in _pending.TakeBeyond(goAway.Accepted))
        {
            string message = $"{call.Name}: {RemoteName} said goodbye before it took the call: {goAway.Reason}";
            Try(() => call.Fail(new RpcException(goAway.Status, message, goAway.Phase) { CallId = (long)call.Id }));
        }
    }

    /// <summary>Why a request was not sent.</summary>
    private RpcException NotSent() => _goAway is { } words
        ? new(words.Status, $"the peer takes no more calls: {words.Reason}", words.Phase)
        : new(RpcStatus.Unavailable, "the connection was closed before the call was sent", RpcPhase.Dispatch);

    /// <summary>The heartbeat's visit: is the peer there, and does anybody need it?</summary>
    private void Watch(long now)
    {
        bool isDue = _life.IsDue(now);
        if (isDue || _overSince is not null) KeepLeases(now);
        if (!isDue) return;
        if (_life.Peer is { } peer) WatchPeer(peer, now);
        if (_life.Use is not { } use || _isDraining) return;
        ulong uses = Volatile.Read(ref _uses) + _sender.Requests;
        if (use.IsOver(now, uses, IsBusy() || _imports.Count > 0))
            _ = DrainAsync(Departure, $"nothing was called for {Options.IdleTimeout.TotalSeconds:0.###} s");
    }

    private void WatchPeer(PeerWatch peer, long now)
    {
        (long received, long sent) = (Interlocked.Read(ref _received), _sender.Sent);
        // A PING may stand behind megabytes that a slow link takes its time for.
        bool hasMoved = received != _life.Received || (sent != _life.Sent && _sender.IsBusy);
        (_life.Received, _life.Sent) = (received, sent);
        switch (peer.Check(now, hasMoved, _isOverworked))
        {
            case PeerVerdict.Ask:
                Ping(now);
                break;
            case PeerVerdict.Suspect:
                Announce(RpcConnectionState.Suspect);
                Ping(now);
                break;
            case PeerVerdict.Alive:
                Announce(RpcConnectionState.Open);
                break;
            case PeerVerdict.Dead:
                double seconds = peer.SilenceAt(now) / 1000.0;
                string silence = $"{RemoteName} was silent for {seconds:0.###} s and answered no PING";
                Close(new RpcException(RpcStatus.Unavailable, silence, RpcPhase.Dispatch));
                break;
        }
    }

    private bool IsBusy()
    {
        using (_serving.Enter())
        {
            if (_running > 0) return true;
        }

        return _pending.Count > 0;
    }

    private void Ping(long now)
    {
        ByteWriter frame = ScratchWriter.Rent();
        frame.BeginFrame(FrameType.Ping);
        frame.WriteUInt64((ulong)now);
        _sender.Append(frame);
        _sender.Flush();
        ScratchWriter.Return(frame);
    }

    private void Announce(RpcConnectionState state)
    {
        lock (_announcing)
        {
            // Draining and closed are not left again, other than forward.
            if (state == _state || (_state >= RpcConnectionState.Draining && state < _state)) return;
            _state = state;
            if (StateChanged is not { } changed) return;
            _announced = _announced.ContinueWith(
                _ => changed(this, state),
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default);
        }
    }
}
