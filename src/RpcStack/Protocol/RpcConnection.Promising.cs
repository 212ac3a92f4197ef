using RpcStack.Marshalling;
using RpcStack.Promises;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;
using RpcStack.Protocol.Internal.Serving;

namespace RpcStack.Protocol;

/// <summary>Promising: results of the peer's calls that it calls on before they are there. All state is under the serving lock.</summary>
public sealed partial class RpcConnection
{
    /// <summary>The promises that calls are running for, by the call's id.</summary>
    private readonly Dictionary<ulong, PendingPromise> _promising = [];

    /// <summary>The calls with ids that wait for a promise.</summary>
    private readonly Dictionary<ulong, WaitingCall> _waiting = [];

    private int _waitingCalls;
    private long _waitingOctets;

    /// <summary>
    /// A REQUEST that promises its result, on the reader: what comes behind it may be handled before it is, and finds the
    /// promise.
    /// </summary>
    private void ExpectPromise(in Frame frame)
    {
        var reader = new PayloadReader(frame.Payload);
        RequestHeader header = RequestHeader.Read(ref reader, frame.Flags, Options.Limits);
        if (header.Promise == 0) throw new ProtocolException("0 is no promise.");
        if (header.CallId == 0) throw new ProtocolException("A call that promises its result has an id.");
        // Without it, the call is refused.
        Keep(header.Promise, new ResolvedObject(new PendingPromise(header.Promise, header.Fingerprint)));
    }

    /// <summary>A call that promises its result is about to run; or why it must not. Under the lock.</summary>
    private Refusal? BeginPromise(in RequestHeader header, Operation operation)
    {
        if (_promised.GetValueOrDefault(header.Promise)?.Pending is not { } pending)
        {
            int limit = Options.Limits.MaxReferences;
            return Exceeded("references", limit + 1L, nameof(RpcLimits.MaxReferences), limit);
        }

        if (!PromiseCapture.Fits(operation)) return new(RpcStatus.InvalidArgument, $"the result of {operation} is no object to promise");
        if (!_promising.TryAdd(header.CallId, pending)) throw new ProtocolException($"Call {header.CallId} is running already.");
        return null;
    }

    /// <summary>
    /// A call was refused that promised its result. Where it may be made again, with the schema or behind one that is, it may
    /// promise the same.
    /// </summary>
    private void RefusePromise(ulong promise, Refusal refusal)
    {
        PendingPromise? pending;
        using (_serving.Enter())
        {
            pending = _promised.GetValueOrDefault(promise)?.Pending;
            if (refusal.Flags is not FaultFlags.None && pending is not null) _promised.Remove(promise);
        }

        if (pending is not null) Settle(pending, new(refusal with { Flags = FaultFlags.UnknownTarget }));
    }

    /// <summary>Has a call wait for a promise; or why it cannot.</summary>
    private Refusal? Wait(PendingPromise pending, WaitingCall call)
    {
        RpcLimits limits = Options.Limits;
        if (call.Header.Promise != 0 && call.Header.Promise <= pending.Id)
            throw new ProtocolException($"Promise {call.Header.Promise} waits for promise {pending.Id}, which comes after it.");
        using (_serving.Enter())
        {
            if (!pending.IsOver)
            {
                if (_waitingCalls >= limits.MaxConcurrentCalls)
                    return Exceeded("calls that wait for promises", _waitingCalls + 1, nameof(limits.MaxConcurrentCalls), limits.MaxConcurrentCalls);
                if (_waitingOctets + call.Body.Length > limits.MaxQueuedBytes)
                    return Exceeded("octets that wait for promises", _waitingOctets + call.Body.Length, nameof(limits.MaxQueuedBytes), limits.MaxQueuedBytes);
                if (call.Header.CallId != 0 && !_waiting.TryAdd(call.Header.CallId, call))
                    throw new ProtocolException($"Call {call.Header.CallId} is running already.");
                _waitingCalls++;
                _waitingOctets += call.Body.Length;
                pending.Waiting.Enqueue(call);
                if (call.Deadline < _earliestIncoming) _earliestIncoming = call.Deadline;
                return null;
            }
        }

        // It was settled between the call's being looked at and now.
        Start(pending, call);
        return null;
    }

    /// <summary>The promise among a call's parameters that is not there yet, or null.</summary>
    private PendingPromise? FindPending(IncomingReferences references)
    {
        if (!references.HasPromises) return null;
        using (_serving.Enter())
        {
            references.Pin(promise => _promised.GetValueOrDefault(promise)?.Pending);
            return references.Pending;
        }
    }

    /// <summary>Counts an object that a promise has come to as held by the peer.</summary>
    internal ResolvedPromise KeepPromise<T>(T value, ulong fingerprint) where T : class, IContract<T> =>
        new(Export(value), _services.TableOf<T>().FindView(T.Descriptor, fingerprint, Format));

    /// <summary>The promise that a call is to keep, which it is not asked for again; null for most calls.</summary>
    private PendingPromise? TakePromise(IncomingCall call)
    {
        if (_promising.Count == 0) return null;
        using (_serving.Enter()) return _promising.Remove(call.Key, out PendingPromise? pending) ? pending : null;
    }

    /// <summary>Answers a call whose result is promised: all that the peer wants to know is that it is there.</summary>
    private void RespondPromised<TResponse>(
        IncomingCall call, PendingPromise pending, Marshaller<TResponse> marshaller, TResponse response)
    {
        var capture = new PromiseCapture(this, pending.Fingerprint);
        ByteWriter frame = ScratchWriter.Rent();
        try
        {
            Format.Encode(frame, marshaller, response, capture);
            if (call.Trailer is { } trailer) CheckMetadata(trailer);
            if (capture.Taken is not { } kept) throw PromisedResult.IsNull(call.Operation);
            frame.Truncate(0);
            frame.BeginFrame(FrameType.Response, call.Trailer is null ? FrameFlags.None : FrameFlags.Metadata);
            frame.WriteVarint(call.Id);
            if (call.Trailer is { } metadata) frame.WriteMetadata(metadata);
            frame.Write(kept.View is null ? PromiseAnswer.NeedsSchema : PromiseAnswer.Holds);
            using (_serving.Enter()) pending.Undescribed = kept;
            Finish(call);
            SendAnswer(frame);
            if (kept.View is { } view) Settle(pending, kept.Seen(view));
        }
        catch (Exception error)
        {
            if (capture.Taken is { } kept) _exports.Release(kept.Export.Key, 1);
            Fault(call, error, RpcPhase.Handler, started: true, trailer: null);
            BreakPromise(call, pending);
        }
        finally
        {
            ScratchWriter.Return(frame);
        }
    }

    /// <summary>The call that was to keep a promise failed.</summary>
    private void BreakPromise(IncomingCall call, PendingPromise pending) => Settle(
        pending,
        new(new Refusal(RpcStatus.FailedPrecondition, $"{call.Operation}, which promised the object, failed", FaultFlags.UnknownTarget)));

    /// <summary>The peer says by which build of its contract it means a promise: on the reader, which starts no calls.</summary>
    private void Describe(ulong callId, ref PayloadReader reader)
    {
        var key = TargetKey.Read(ref reader);
        ResolveRequest request = ResolveRequest.Read(ref reader, Options.Limits);
        PendingPromise? pending;
        using (_serving.Enter()) pending = key.IsPromise ? _promised.GetValueOrDefault(key.Key >> 1)?.Pending : null;
        if (pending is not { Undescribed: { } kept, Outcome: null })
        {
            Refuse(callId, Gone());
            return;
        }

        ResolvedObject judged = Resolve(new MappedService(kept.Export.Object, kept.Export.Table), "the object", request);
        if (judged.Refusal is { } refused) Refuse(callId, refused);
        else Answer(callId);
        Settle(pending, judged.View is { } view ? kept.Seen(view) : judged);
    }

    /// <summary>It is known what a promise has come to. Calls that waited for it start, or end.</summary>
    private void Settle(PendingPromise pending, ResolvedObject outcome)
    {
        using (_serving.Enter())
        {
            if (pending.Outcome is not null) return;
            pending.Outcome = outcome;
        }

        if (EndWaiting(pending)) return;
        // Whoever settles it has other things to do, and may be the reader.
        ThreadPool.UnsafeQueueUserWorkItem(
            static state => state.Connection.StartWaiting(state.Pending), (Connection: this, Pending: pending), preferLocal: false);
    }

    private void StartWaiting(PendingPromise pending)
    {
        do
        {
            WaitingCall call;
            using (_serving.Enter())
            {
                if (!pending.Waiting.TryDequeue(out call!)) continue;
                if (call.IsAnswered) continue;
                Forget(call);
            }

            Start(pending, call);
        }
        while (!EndWaiting(pending));
    }

    private void Start(PendingPromise pending, WaitingCall call)
    {
        try
        {
            if (!call.IsOnTarget && call.References!.Pending is { } other)
            {
                if (Wait(other, call) is { } refusal) RefuseCall(call.Header, call.Number, call.References, refusal);
                return;
            }

            ResolvedObject? target = call.IsOnTarget ? pending.Outcome : null;
            Call(call.Header, call.Flags, call.Number, call.ReceivedAt, call.References, call.Body.Span, target);
        }
        catch (ProtocolException error)
        {
            Break(error);
        }
        catch (Exception error)
        {
            Lose(error);
        }
    }

    /// <summary>Where nothing waits any more, calls go straight to what the promise has come to.</summary>
    private bool EndWaiting(PendingPromise pending)
    {
        Export? released = null;
        using (_serving.Enter())
        {
            if (pending.Waiting.Count > 0) return false;
            pending.IsOver = true;
            if (pending.IsReleased) released = pending.Outcome!.Export;
            else if (_promised.GetValueOrDefault(pending.Id)?.Pending == pending) _promised[pending.Id] = pending.Outcome!;
        }

        if (released is not null) _exports.Release(released.Key, 1);
        return true;
    }

    /// <summary>The peer gives a promise back, kept or not.</summary>
    private void ReleasePromise(ulong promise)
    {
        ResolvedObject? released;
        using (_serving.Enter())
        {
            _promised.Remove(promise, out released);
            if (released?.Pending is { } pending) pending.IsReleased = true;
        }

        if (released?.Export is { } export) _exports.Release(export.Key, 1);
    }

    /// <summary>What promises came to is taken away from the peer, with all that it held.</summary>
    private void RevokePromises()
    {
        using (_serving.Enter())
        {
            foreach ((ulong promise, ResolvedObject kept) in _promised.ToList())
                if ((kept.Export ?? kept.Seen) is not null) _promised.Remove(promise);
        }
    }

    /// <summary>Ends a call that waits, as its caller asked.</summary>
    private void CancelWaiting(ulong id)
    {
        WaitingCall? call;
        using (_serving.Enter())
        {
            if (!_waiting.TryGetValue(id, out call)) return;
            call.IsAnswered = true;
            Forget(call);
        }

        EndUnstarted(call, new(RpcStatus.Cancelled, "cancelled by the caller"));
    }

    /// <summary>Ends the calls that waited too long.</summary>
    private void ExpireWaiting(long now)
    {
        List<WaitingCall> expired;
        using (_serving.Enter())
        {
            expired = [.. _waiting.Values.Where(c => c.Deadline <= now)];
            foreach (WaitingCall call in expired)
            {
                call.IsAnswered = true;
                Forget(call);
            }

            foreach (WaitingCall call in _waiting.Values)
                if (call.Deadline < _earliestIncoming) _earliestIncoming = call.Deadline;
        }

        foreach (WaitingCall call in expired)
            EndUnstarted(call, new(RpcStatus.DeadlineExceeded, $"its deadline passed: {now - call.ReceivedAt} ms waiting for a promise"));
    }

    private void EndUnstarted(WaitingCall call, Refusal refusal)
    {
        call.References?.Dispose();
        if (call.Header.Promise != 0) RefusePromise(call.Header.Promise, refusal);
        Refuse(call.Header.CallId, refusal);
        PassBy(call.Number);
        _sender.Flush();
    }

    /// <summary>Under the lock.</summary>
    private void Forget(WaitingCall call)
    {
        _waiting.Remove(call.Header.CallId);
        _waitingCalls--;
        _waitingOctets -= call.Body.Length;
    }
}
