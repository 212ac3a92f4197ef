using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;
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
    private readonly Lock _serving = new();
    private long _earliestIncoming = long.MaxValue;
    private ulong _accepted;
    private int _running;
    private bool _takesNoCalls;
    private TaskCompletionSource? _idle;

    /// <summary>Takes no more calls, lets those that run end within <paramref name="limit"/>, and closes.</summary>
    internal async Task DrainAsync(TimeSpan limit)
    {
        TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_serving)
        {
            _takesNoCalls = true;
            _idle = idle;
        }

        // A call that ends now sees either the source or that it is looked for.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _running) == 0) idle.TrySetResult();

        SendGoAway(RpcStatus.Unavailable, $"{LocalName} is stopping");
        await Task.WhenAny(idle.Task, Closed, Task.Delay(limit)).ConfigureAwait(false);
        await _sender.FinishAsync().WaitAsync(limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Handles a frame, on the runner. What the peer did wrong ends the connection; nothing escapes.</summary>
    private void Handle(Frame frame)
    {
        try
        {
            HandleFrame(frame);
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

    private void HandleFrame(Frame frame)
    {
        switch (frame.Type)
        {
            case FrameType.Request:
                Serve(frame.Payload, frame.Flags);
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

    private void Serve(ReadOnlySpan<byte> payload, FrameFlags flags)
    {
        var reader = new PayloadReader(payload);
        RequestHeader header = RequestHeader.Read(ref reader, flags, Options.Limits);
        GiveBack(header.References);
        if (Admit(header, reader.Rest.Length, out ulong number, out ResolvedObject? resolved) is { } refusal)
        {
            if (header.Promise != 0) Keep(header.Promise, new(refusal));
            Refuse(header.CallId, refusal);
        }
        else if (header.Target.IsRoot)
        {
            Resolve(header, ref reader);
        }
        else
        {
            Call(header, number, resolved, reader.Rest);
        }
    }

    /// <summary>Numbers the call, finds its target, and says why it exceeds a limit, if it does.</summary>
    private Refusal? Admit(in RequestHeader header, int size, out ulong number, out ResolvedObject? resolved)
    {
        resolved = null;
        RpcLimits limits = Options.Limits;
        lock (_serving)
        {
            number = _accepted;
            if (_takesNoCalls) return new(RpcStatus.Unavailable, $"{LocalName} takes no more calls");
            number = ++_accepted;
            if (header.Target.IsPromise) _promised.TryGetValue(header.Target.Key >> 1, out resolved);
            if (_running >= limits.MaxConcurrentCalls)
                return Exceeded("calls at a time", _running + 1, nameof(limits.MaxConcurrentCalls), limits.MaxConcurrentCalls);
        }

        if (size > limits.MaxMessageSize)
            return Exceeded("octets of request", size, nameof(limits.MaxMessageSize), limits.MaxMessageSize);
        return header.Chain is { } chain && chain.Depth > limits.MaxCallDepth
            ? Exceeded("calls deep", chain.Depth, nameof(limits.MaxCallDepth), limits.MaxCallDepth)
            : null;
    }

    private static Refusal Exceeded(string what, long actual, string option, long limit) => new(
        RpcStatus.ResourceExhausted, $"{actual} {what} exceed {nameof(RpcLimits)}.{option} ({limit})");

    private void Resolve(in RequestHeader header, ref PayloadReader reader)
    {
        if (header.Contract != 0 || header.Ordinal != ResolveRequest.Ordinal || header.Promise == 0)
            throw new ProtocolException("The root object resolves names to promises, and nothing else.");
        ResolvedObject resolved = Resolve(ResolveRequest.Read(ref reader, Options.Limits));
        if (!Keep(header.Promise, resolved))
        {
            int limit = Options.Limits.MaxReferences;
            resolved = new(Exceeded("references", limit + 1L, nameof(RpcLimits.MaxReferences), limit));
        }

        if (resolved.Refusal is { } refused) Refuse(header.CallId, refused);
        else Answer(header.CallId);
    }

    private ResolvedObject Resolve(ResolveRequest request)
    {
        if (_services.Find(request.Name) is not { } service)
            return new(new Refusal(RpcStatus.NotFound, $"there is no service '{request.Name}'"));
        if (service.Table.FindContract(request.Contract) is not { } contract)
        {
            return new(new Refusal(
                RpcStatus.FailedPrecondition,
                $"the service '{request.Name}' is a {service.Table.Contract}, not a {request.Contract}"));
        }

        if (service.Table.FindView(contract, request.Fingerprint, Format) is { } view) return new(service.Service, view);
        if (request.Schema.Length == 0)
        {
            return new(new Refusal(
                RpcStatus.FailedPrecondition, $"this build of {contract} is not known here", FaultFlags.NeedsSchema));
        }

        try
        {
            ContractSchema schema = ContractSchema.Parse(request.Schema);
            if (schema.Fingerprint == request.Fingerprint)
                return new(service.Service, service.Table.Judge(contract, schema, Format));
            return new(new Refusal(
                RpcStatus.InvalidArgument, $"the schema of {contract} does not have the fingerprint that came with it"));
        }
        catch (FormatException error)
        {
            return new(new Refusal(RpcStatus.InvalidArgument, $"the schema of {contract}: {error.Message}"));
        }
    }

    private void Call(in RequestHeader header, ulong number, ResolvedObject? resolved, ReadOnlySpan<byte> body)
    {
        if (resolved is null)
        {
            Refuse(header.CallId, UnknownTarget);
            return;
        }

        if (resolved.Refusal is { } refused)
        {
            Refuse(header.CallId, refused);
            return;
        }

        if (resolved.View!.Find(header.Contract, header.Ordinal, out string? refusal) is not { } handler)
        {
            string reason = refusal ?? $"the contract has no operation {header.Ordinal} there";
            Refuse(header.CallId, new(RpcStatus.Unimplemented, reason));
            return;
        }

        var call = new IncomingCall(this, handler.Operation, header, number, _receivedAt);
        if (!Register(call)) return;
        handler.Dispatch(call, resolved.Service!, body);
    }

    private bool Register(IncomingCall call)
    {
        lock (_serving)
        {
            Interlocked.Increment(ref _running);
            if (!_incoming.TryAdd(call.Key, call))
                throw new ProtocolException($"Call {call.Id} is running already.");
            if (call.Deadline < _earliestIncoming) _earliestIncoming = call.Deadline;
        }

        if (Volatile.Read(ref _isClosed) == 0) return true;
        // The connection was closed between the call's arrival and now, and its calls were cancelled without this one.
        if (call.TryAnswer()) HandlerEnded(call);
        return false;
    }

    /// <summary>Sends a call's response, or why it cannot be sent.</summary>
    internal void Respond<TResponse>(IncomingCall call, Marshaller<TResponse> marshaller, TResponse response)
    {
        if (call.Id == 0)
        {
            Finish(call);
            return;
        }

        ByteWriter frame = ScratchWriter.Rent();
        try
        {
            frame.BeginFrame(FrameType.Response, call.Trailer is null ? FrameFlags.None : FrameFlags.Metadata);
            frame.WriteVarint(call.Id);
            if (call.Trailer is { } metadata) frame.WriteMetadata(metadata);
            int header = frame.Length;
            Format.Encode(frame, marshaller, response);
            CheckSize(frame.Length - header, frame.Length, "octets of response");
            Finish(call);
            Send(frame);
        }
        catch (Exception error)
        {
            Fault(call, error, RpcPhase.Marshal);
        }
        finally
        {
            ScratchWriter.Return(frame);
        }
    }

    /// <summary>Sends a call's fault.</summary>
    internal void Fault(IncomingCall call, Exception error, RpcPhase phase)
    {
        Finish(call);
        if (call.Id == 0) return;
        ByteWriter frame = ScratchWriter.Rent();
        try
        {
            FaultWriter.Write(frame, call, error, phase, Options.ReportsStackTraces);
            Send(frame);
        }
        finally
        {
            ScratchWriter.Return(frame);
        }
    }

    /// <summary>A handler came to its end, whoever answered the call.</summary>
    internal void HandlerEnded(IncomingCall call)
    {
        if (Interlocked.Decrement(ref _running) == 0) Volatile.Read(ref _idle)?.TrySetResult();
    }

    /// <summary>Frees a call's id: from here on it is answered.</summary>
    private void Finish(IncomingCall call)
    {
        lock (_serving) _incoming.Remove(call.Key);
    }

    private void CancelIncoming(ulong id)
    {
        IncomingCall? call;
        lock (_serving) call = _incoming.GetValueOrDefault(id);
        if (call?.TryAnswer() is not true) return;
        Fault(call, new RpcException(RpcStatus.Cancelled, "cancelled by the caller", RpcPhase.Handler), RpcPhase.Handler);
        call.Cancel();
    }

    private void ExpireIncoming(long now)
    {
        if (now < Volatile.Read(ref _earliestIncoming)) return;
        List<IncomingCall> expired;
        lock (_serving)
        {
            expired = [.. _incoming.Values.Where(c => c.Deadline <= now)];
            _earliestIncoming = _incoming.Values.Where(c => c.Deadline > now).Select(c => c.Deadline)
                .DefaultIfEmpty(long.MaxValue).Min();
        }

        foreach (IncomingCall call in expired.Where(c => c.TryAnswer()))
        {
            string message = $"its deadline passed: {call.DescribeTime(now)}";
            Fault(call, new RpcException(RpcStatus.DeadlineExceeded, message, RpcPhase.Handler), RpcPhase.Handler);
            // The heartbeat's thread runs no user code, and a token's callbacks are.
            ThreadPool.UnsafeQueueUserWorkItem(static expired => expired.Cancel(), call, preferLocal: false);
        }
    }

    /// <summary>The connection is closed: every handler is told to stop.</summary>
    private void CancelIncoming()
    {
        List<IncomingCall> running;
        lock (_serving)
        {
            running = [.. _incoming.Values];
            _incoming.Clear();
            _promised.Clear();
        }

        foreach (IncomingCall call in running.Where(c => c.TryAnswer()))
            ThreadPool.UnsafeQueueUserWorkItem(static lost => lost.Cancel(), call, preferLocal: false);
    }

    private bool Keep(ulong promise, ResolvedObject resolved)
    {
        lock (_serving)
        {
            if (_promised.Count >= Options.Limits.MaxReferences) return false;
            if (!_promised.TryAdd(promise, resolved)) throw new ProtocolException($"Promise {promise} exists already.");
            return true;
        }
    }

    private void Release(Frame frame)
    {
        var reader = new PayloadReader(frame.Payload);
        while (!reader.Rest.IsEmpty)
        {
            TargetKey key = TargetKey.Read(ref reader);
            _ = reader.ReadVarint();
            if (!key.IsPromise) throw new ProtocolException("A reference was released that was never given.");
            lock (_serving) _promised.Remove(key.Key >> 1);
        }
    }

    /// <summary>No contract of this version takes references, so those that come are not kept.</summary>
    private void GiveBack(ReferenceTable? references)
    {
        if (references is not { Count: > 0 }) return;
        ByteWriter frame = ScratchWriter.Rent();
        references.WriteRelease(frame);
        _sender.Append(frame);
        ScratchWriter.Return(frame);
    }

    // Refusals and answers of the protocol itself go out with whatever else the reader's or runner's batch causes.
    private void Refuse(ulong callId, Refusal refusal)
    {
        if (callId == 0) return;
        RpcPhase phase = refusal.Status is RpcStatus.Unimplemented ? RpcPhase.Dispatch : RpcPhase.Resolve;
        ByteWriter frame = ScratchWriter.Rent();
        new FaultHeader(callId, refusal.Flags, refusal.Status, phase, refusal.Message).Write(frame);
        _sender.Append(frame);
        ScratchWriter.Return(frame);
    }

    private void Answer(ulong callId)
    {
        if (callId == 0) return;
        ByteWriter frame = ScratchWriter.Rent();
        frame.BeginFrame(FrameType.Response);
        frame.WriteVarint(callId);
        _sender.Append(frame);
        ScratchWriter.Return(frame);
    }
}
