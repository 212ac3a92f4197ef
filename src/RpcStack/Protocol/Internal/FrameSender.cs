using RpcStack.Marshalling;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Transports;

namespace RpcStack.Protocol.Internal;

/// <summary>
/// The one writer of a connection, double-buffered: frames are appended to one buffer under a short lock while the other
/// is being sent, so that however many threads append, one send carries them all.
/// </summary>
internal sealed class FrameSender(
    TransportConnection transport, int limit, Action<Exception> failed, Action roomMade) : IDisposable
{
    /// <summary>How many sends one thread does in a row.</summary>
    private const int MaxRounds = 4;

    /// <summary>A large buffer goes in pieces, so that it shows whether a slow peer takes any of it.</summary>
    private const int Piece = 128 << 10;

    /// <summary>So much is worth a send of its own, while it is in the processor's cache, rather than waiting for more.</summary>
    private const int Worthwhile = 112 << 10;

    private readonly ShortLock _gate = new();
    private readonly List<ArraySegment<byte>> _pieces = [];
    private SendBuffer _filling = new();
    private SendBuffer _sending = new();
    private TaskCompletionSource? _drained;
    private long _queued;
    private long _queuedAnswers;
    private bool _inFlight;
    private bool _closed;
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _finishes;
    private bool _endsRequests;
    private ulong _requests;
    private ulong _handed;

    /// <summary>Whether more waits to be sent than the limit allows.</summary>
    public bool IsFull => Volatile.Read(ref _queued) > limit;

    /// <summary>
    /// Whether more answers wait than the limit allows, so that no more may be caused. Requests do not count here: who makes
    /// them waits by itself, and two sides that stopped reading for their own requests would wait for each other.
    /// </summary>
    public bool IsFullOfAnswers => Volatile.Read(ref _queuedAnswers) > limit;

    /// <summary>Whether so much waits that a flush should not.</summary>
    public bool IsWorthwhile => Volatile.Read(ref _queued) >= Worthwhile;

    /// <summary>Whether it takes no more frames.</summary>
    public bool IsClosed => Volatile.Read(ref _closed) || Volatile.Read(ref _finishes);

    /// <summary>Octets that were handed to the transport.</summary>
    public long Sent { get; private set; }

    /// <summary>Whether something is on its way into the transport.</summary>
    public bool IsBusy
    {
        get
        {
            using (_gate.Enter()) return _inFlight;
        }
    }

    /// <summary>How many REQUESTs were appended.</summary>
    public ulong Requests
    {
        get
        {
            using (_gate.Enter()) return _requests;
        }
    }

    /// <summary>
    /// Appends a frame, to be sent at the next flush; false where the connection is closed. A large frame is not copied: it
    /// leaves its writer empty.
    /// </summary>
    public bool Append(ByteWriter frame, bool isAnswer = false)
    {
        using (_gate.Enter())
        {
            if (_closed || _finishes) return false;
            int length = frame.Length;
            Fill(frame);
            if (isAnswer) _queuedAnswers += length;
            return true;
        }
    }

    /// <summary>
    /// Appends a REQUEST and notes its number, which is its place among all of this connection's, before it can be sent;
    /// false where the peer takes no more, or the connection is closed.
    /// </summary>
    public bool AppendRequest(ByteWriter frame, ulong id, PendingCallTable calls)
    {
        using (_gate.Enter())
        {
            if (_closed || _finishes || _endsRequests) return false;
            Fill(frame);
            _requests++;
            if (id != 0) calls.Number(id, _requests);
            return true;
        }
    }

    /// <summary>The peer takes no more requests.</summary>
    public void EndRequests()
    {
        using (_gate.Enter()) _endsRequests = true;
    }

    /// <summary>The connection ends: gives how many REQUESTs may have reached the peer. No others will.</summary>
    public ulong Stop()
    {
        using (_gate.Enter())
        {
            _endsRequests = true;
            // What finishes still sends all that it has: a GOAWAY, and what stands before it.
            if (_finishes) return _requests;
            _closed = true;
            return _handed;
        }
    }

    /// <summary>Sends what was appended, unless a send is under way, which then goes on with it.</summary>
    public void Flush()
    {
        if (_queued == 0) return;
        using (_gate.Enter())
        {
            if (_inFlight || _filling.Length == 0 || _closed) return;
            _inFlight = true;
            Swap();
        }

        Send();
    }

    /// <summary>Completes when no more waits than the limit allows, or the connection is closed.</summary>
    public Task WhenRoomAsync()
    {
        using (_gate.Enter())
        {
            if (_filling.Length <= limit || _closed) return Task.CompletedTask;
            _drained ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    /// <summary>Takes no more frames, and finishes the sending side when those it has are sent.</summary>
    public Task FinishAsync()
    {
        bool isIdle;
        using (_gate.Enter())
        {
            isIdle = !_finishes && !_inFlight && _filling.Length == 0;
            _finishes = true;
            if (_closed) _finished.TrySetResult();
        }

        if (isIdle) FinishNow();
        else Flush();
        return _finished.Task;
    }

    /// <summary>Takes no more frames and sends none.</summary>
    public void Close()
    {
        TaskCompletionSource? drained;
        using (_gate.Enter())
        {
            _closed = true;
            drained = _drained;
        }

        drained?.TrySetResult();
        _finished.TrySetResult();
    }

    public void Dispose()
    {
        Close();
        using (_gate.Enter())
        {
            // A send that is still under way reads its buffer, which is then left to the collector.
            if (!_inFlight) _sending.Dispose();
            _filling.Dispose();
        }
    }

    private void Send()
    {
        try
        {
            int rounds = 0;
            do
            {
                // As long as others append, this would go on; the thread is not ours to keep.
                if (++rounds > MaxRounds)
                {
                    ThreadPool.UnsafeQueueUserWorkItem(static sender => sender.Send(), this, preferLocal: false);
                    return;
                }

                _sending.Take(Piece, _pieces);
                ValueTask send = _pieces.Count == 1
                    ? transport.SendAsync(_pieces[0], CancellationToken.None)
                    : transport.SendAsync(_pieces, CancellationToken.None);
                if (!send.IsCompletedSuccessfully)
                {
                    _ = ResumeAsync(send);
                    return;
                }

                send.GetAwaiter().GetResult();
            }
            while (TryTakeNext());
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }

    private async Task ResumeAsync(ValueTask send)
    {
        try
        {
            await send.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Fail(error);
            return;
        }

        if (TryTakeNext()) Send();
    }

    private bool TryTakeNext()
    {
        TaskCompletionSource? drained;
        bool goesOn, finish;
        using (_gate.Enter())
        {
            foreach (ArraySegment<byte> piece in _pieces) Sent += piece.Count;
            if (_sending.Taken < _sending.Length) return _inFlight = !_closed;
            _sending.Clear();
            drained = _drained;
            _drained = null;
            _inFlight = goesOn = _filling.Length > 0 && !_closed;
            if (goesOn) Swap();
            finish = _finishes && !goesOn;
        }

        drained?.TrySetResult();
        roomMade();
        if (finish) FinishNow();
        return goesOn;
    }

    private void Swap()
    {
        (_filling, _sending) = (_sending, _filling);
        _queued = _queuedAnswers = 0;
        _handed = _requests;
    }

    private void FinishNow()
    {
        transport.FinishSending();
        _finished.TrySetResult();
    }

    private void Fill(ByteWriter frame)
    {
        _filling.Add(frame);
        _queued = _filling.Length;
    }

    private void Fail(Exception error)
    {
        using (_gate.Enter()) (_inFlight, _closed) = (false, true);
        Close();
        failed(error);
    }
}
