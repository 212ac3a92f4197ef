using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;
using RpcStack.Protocol.Internal.Serving;

namespace RpcStack.Protocol;

/// <summary>Serving: the peer's calls on this side's objects.</summary>
public sealed partial class RpcConnection
{
    private static readonly Refusal UnknownTarget = new(
        RpcStatus.NotFound, "the object was released, or never was this peer's", FaultFlags.UnknownTarget);

    private readonly ServiceTable _services;
    private readonly Dictionary<ulong, IncomingCall> _incoming = [];
    private readonly Dictionary<ulong, ResolvedObject> _promised = [];
    private readonly ShortLock _serving = new();
    private long _earliestIncoming = long.MaxValue;
    private ulong _arrived;
    private ulong _lookedAt;
    private ulong _lastTaken = ulong.MaxValue;
    private int _running;
    private TaskCompletionSource? _idle;

    /// <summary>Handles a frame, on the runner. What the peer did wrong ends the connection; nothing escapes.</summary>
    private void Handle(in Frame frame)
    {
        try
        {
            HandleFrame(in frame);
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

    private void HandleFrame(in Frame frame)
    {
        switch (frame.Type)
        {
            case FrameType.Request:
                Serve(frame.Payload, frame.Flags, frame.ReceivedAt, frame.Number);
                break;
            case FrameType.Response:
                TakeResponse(frame);
                break;
            case FrameType.Fault:
                TakeFault(frame);
                break;
            case FrameType.Cancel:
                CancelIncoming(new PayloadReader(frame.Payload).ReadVarint());
                break;
            case FrameType.Release:
                Release(frame);
                break;
            case FrameType.Item or FrameType.Credit:
                WakeStream(in frame);
                break;
            case FrameType.Hello:
                throw new ProtocolException("The peer said HELLO twice.");
            case FrameType.EndOfInput:
                Close(_lost!);
                break;
        }
    }

    /// <summary>
    /// Whether a REQUEST resolves a name. The reader serves those by itself, which is quick and runs no user code: whatever
    /// becomes of the order of what follows, the promise is there.
    /// </summary>
    private static bool IsResolution(FrameType type, ReadOnlySpan<byte> payload)
    {
        if (type is not FrameType.Request) return false;
        var reader = new PayloadReader(payload);
        _ = reader.ReadVarint();
        return TargetKey.Read(ref reader).IsRoot;
    }

    /// <summary>
    /// The reader counts requests as it meets them: whatever order they are handled in, those up to a number are the ones
    /// that came first, which is how GOAWAY counts them.
    /// </summary>
    private ulong CountRequest()
    {
        Volatile.Write(ref _arrived, _arrived + 1);
        return _arrived;
    }

    private void Serve(ReadOnlySpan<byte> payload, FrameFlags flags, long receivedAt, ulong number)
    {
        var reader = new PayloadReader(payload);
        RequestHeader header = RequestHeader.Read(ref reader, flags, Options.Limits);
        IncomingReferences? references = flags.HasFlag(FrameFlags.References) ? ReceiveReferences(ref reader) : null;
        if (header.Target.IsRoot)
        {
            references?.Dispose();
            Resolve(header, number, ref reader);
        }
        else
        {
            // A parameter that is promised is waited for.
            if (references is not null && FindPending(references) is { } pending)
            {
                var waiting = new WaitingCall(header, flags, number, receivedAt, references, reader.Rest.ToArray(), IsOnTarget: false);
                if (Wait(pending, waiting) is { } refusal) RefuseCall(header, number, references, refusal);
                return;
            }

            Call(header, flags, number, receivedAt, references, reader.Rest);
        }
    }

    /// <summary>A request led to no handler. While draining, the last one that was taken may be what is waited for.</summary>
    private void PassBy(ulong number)
    {
        using (_serving.Enter())
        {
            if (number <= _lastTaken) _lookedAt++;
        }

        if (Volatile.Read(ref _idle) is not null) CheckIdle();
    }

    private static Refusal Exceeded(string what, long actual, string option, long limit) => new(
        RpcStatus.ResourceExhausted, $"{actual} {what} exceed {nameof(RpcLimits)}.{option} ({limit})");

    private void Call(
        in RequestHeader header,
        FrameFlags flags,
        ulong number,
        long receivedAt,
        IncomingReferences? references,
        ReadOnlySpan<byte> body,
        ResolvedObject? known = null)
    {
        IncomingCall call;
        OperationHandler? handler;
        ResolvedObject? target;
        Refusal? refusal;
        long now = Now;
        using (_serving.Enter())
        {
            refusal = Admit(header, body.Length, number, receivedAt, now, known, out target, out handler);
            if (header.Promise != 0) refusal ??= BeginPromise(header, handler!.Operation);
            call = refusal is null ? Register(new IncomingCall(this, handler!.Operation, header, number, receivedAt, now)) : null!;
        }

        if (refusal is not null)
        {
            if (target?.Pending is { } pending)
            {
                refusal = Wait(pending, new(header, flags, number, receivedAt, references, body.ToArray(), IsOnTarget: true));
                if (refusal is null) return;
            }

            RefuseCall(header, number, references, refusal);
        }
        else if (Volatile.Read(ref _isClosed) != 0)
        {
            // It was closed between the call's arrival and now, and its calls were cancelled without this one.
            call.TryAnswer();
            HandlerEnded(call);
        }
        else
        {
            call.References = references;
            using ByteWriter? inflated = Inflate(flags, body);
            if (inflated is not null) body = inflated.Written;
            if (_services.Authorize is { } authorize) Dispatch(authorize, call, handler!, target!.Service!, body);
            else handler!.Dispatch(call, target!.Service!, body);
        }
    }

    private void RefuseCall(in RequestHeader header, ulong number, IncomingReferences? references, Refusal refusal)
    {
        references?.Dispose();
        if (header.Promise != 0) RefusePromise(header.Promise, refusal);
        Refuse(header.CallId, refusal);
        PassBy(number);
    }

    /// <summary>Finds what the call is for, and says why it came too late, exceeds a limit, or cannot be served, if it is so.</summary>
    private Refusal? Admit(
        in RequestHeader header,
        int size,
        ulong number,
        long receivedAt,
        long now,
        ResolvedObject? known,
        out ResolvedObject? target,
        out OperationHandler? handler)
    {
        (target, handler) = (null, null);
        RpcLimits limits = Options.Limits;
        if (number > _lastTaken) return TakesNoMore();
        if (_running >= limits.MaxConcurrentCalls)
            return Exceeded("calls at a time", _running + 1, nameof(limits.MaxConcurrentCalls), limits.MaxConcurrentCalls);
        if (size > limits.MaxMessageSize) return TooLarge(size);
        if (header.Chain is { } chain && chain.Depth > limits.MaxCallDepth)
            return Exceeded("calls deep", chain.Depth, nameof(limits.MaxCallDepth), limits.MaxCallDepth);
        target = known ?? (header.Target.IsPromise
            ? _promised.GetValueOrDefault(header.Target.Key >> 1)
            : _exports.Find(header.Target)?.Target);
        if (target is null) return Gone();
        if (target.Refusal is { } refused) return refused;
        handler = target.View!.Find(header.Contract, header.Ordinal, out string? reason);
        if (handler is null)
            return new(RpcStatus.Unimplemented, reason ?? $"the contract has no operation {header.Ordinal} there");
        if (header.CallId == 0 && handler.Operation.Kind is not OperationKind.Unary)
            return new(RpcStatus.InvalidArgument, "an answer of items needs a call with an id");
        if (header.HasItems && _streams.Find(isCaller: false, header.CallId) is null)
            return Exceeded("calls with items", limits.MaxStreams + 1L, nameof(limits.MaxStreams), limits.MaxStreams);
        return receivedAt + header.Deadline <= now
            ? new(RpcStatus.DeadlineExceeded, $"its deadline passed: {now - receivedAt} ms in the queue")
            : null;
    }

    private Refusal TakesNoMore() => new(RpcStatus.Unavailable, $"{LocalName} takes no more calls");

    private Refusal TooLarge(int size)
    {
        RpcLimits limits = Options.Limits;
        return Exceeded("octets of request", size, nameof(limits.MaxMessageSize), limits.MaxMessageSize);
    }

    /// <summary>From here on the call is running. Under the lock.</summary>
    private IncomingCall Register(IncomingCall call)
    {
        if (!_incoming.TryAdd(call.Key, call)) throw new ProtocolException($"Call {call.Id} is running already.");
        Interlocked.Increment(ref _running);
        _lookedAt++;
        if (call.Deadline < _earliestIncoming) _earliestIncoming = call.Deadline;
        return call;
    }

    /// <summary>A handler came to its end, whoever answered the call.</summary>
    internal void HandlerEnded(IncomingCall call)
    {
        // A call that ends now sees either that somebody waits for the last one, or is seen by who does.
        if (Interlocked.Decrement(ref _running) == 0 && Volatile.Read(ref _idle) is not null) CheckIdle();
    }

    /// <summary>Frees a call's id: from here on it is answered.</summary>
    private void Finish(IncomingCall call)
    {
        using (_serving.Enter()) _incoming.Remove(call.Key);
        _streams.Remove(isCaller: false, call.Key);
    }

    private void CancelIncoming(ulong id)
    {
        IncomingCall? call;
        using (_serving.Enter()) call = _incoming.GetValueOrDefault(id);
        if (call is null) CancelWaiting(id);
        if (call?.TryAnswer() is not true) return;
        End(call, RpcStatus.Cancelled, "cancelled by the caller");
        call.Cancel();
    }

    private void ExpireIncoming(long now)
    {
        if (now < Volatile.Read(ref _earliestIncoming)) return;
        List<IncomingCall> expired;
        using (_serving.Enter())
        {
            expired = [.. _incoming.Values.Where(c => c.Deadline <= now)];
            _earliestIncoming = _incoming.Values.Where(c => c.Deadline > now).Select(c => c.Deadline)
                .DefaultIfEmpty(long.MaxValue).Min();
        }

        ExpireWaiting(now);
        foreach (IncomingCall call in expired.Where(c => c.TryAnswer()))
        {
            string message = $"its deadline passed: {call.DescribeTime(now)}";
            End(call, RpcStatus.DeadlineExceeded, message);
            // The heartbeat's thread runs no user code, and a token's callbacks are.
            ThreadPool.UnsafeQueueUserWorkItem(static expired => expired.Cancel(), call, preferLocal: false);
        }
    }

    /// <summary>The connection is closed: every handler is told to stop.</summary>
    private void CancelIncoming()
    {
        List<IncomingCall> running;
        using (_serving.Enter())
        {
            running = [.. _incoming.Values];
            _incoming.Clear();
            _promised.Clear();
            _promising.Clear();
            _waiting.Clear();
        }

        foreach (IncomingCall call in running.Where(c => c.TryAnswer()))
            ThreadPool.UnsafeQueueUserWorkItem(static lost => lost.Cancel(), call, preferLocal: false);
    }

    private bool Keep(ulong promise, ResolvedObject resolved)
    {
        using (_serving.Enter())
        {
            if (_promised.Count >= Options.Limits.MaxReferences) return false;
            if (!_promised.TryAdd(promise, resolved)) throw new ProtocolException($"Promise {promise} exists already.");
            return true;
        }
    }
}
