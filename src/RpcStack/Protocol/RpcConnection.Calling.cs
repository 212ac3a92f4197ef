using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol;

/// <summary>Calling: this side's calls on the peer's objects.</summary>
public sealed partial class RpcConnection
{
    private readonly Dictionary<(ContractDescriptor Contract, string Name), Resolution> _resolutions = [];
    private readonly HashSet<(ContractDescriptor Contract, string Name)> _otherBuilds = [];
    private readonly Lock _resolving = new();
    private ulong _promises;

    /// <inheritdoc/>
    public override RpcTarget Locate(ContractDescriptor contract, string name) => new ServiceTarget(contract, name);

    /// <inheritdoc/>
    public override ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel) => UnaryAsync(operation, target, request, options, owner: null, cancel);

    /// <summary>As above; where the call fails, its owner may send it again on another connection.</summary>
    internal ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        ICallOwner? owner,
        CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled<TResponse>(cancel);
        if (operation.Semantics is OperationSemantics.Oneway)
        {
            return _sender.IsFull
                ? SendOnewayWhenRoomAsync(operation, target, request, options, cancel)
                : SendOneway(operation, target, request, options);
        }

        var call = PendingCall<TRequest, TResponse>.Rent(
            Options, owner, operation, target, request, options, cancel);
        call.Attach(this);
        ValueTask<TResponse> result = call.Result;
        call.Arm();
        SendOrWait(call);
        return result;
    }

    /// <summary>Sends a call that has no connection, or lost its own.</summary>
    internal void Adopt<TRequest, TResponse>(PendingCall<TRequest, TResponse> call)
    {
        call.Attach(this);
        SendOrWait(call);
    }

    /// <summary>The time a call has: what its options say, or the default, and never more than the call it serves has left.</summary>
    internal TimeSpan? DeadlineOf(CallOptions options) =>
        CallTime.Of(options, Options.DefaultDeadline, CallContext.Current);

    /// <summary>The caller's token was cancelled; true where that ended the call.</summary>
    internal bool TryCancel(PendingCall call, ulong id)
    {
        if (!_pending.TryEnd(call, id)) return false;
        ByteWriter frame = ScratchWriter.Rent();
        frame.BeginFrame(FrameType.Cancel);
        frame.WriteVarint(id);
        Send(frame);
        ScratchWriter.Return(frame);
        return true;
    }

    /// <summary>
    /// A call that was not started goes out again, on another promise: where the server knows another build of the contract,
    /// on one that the schema went with; and where the promise was given up while the call was on its way.
    /// </summary>
    internal bool TryResend<TRequest, TResponse>(RequestCall<TRequest, TResponse> call, FaultHeader fault)
    {
        if (call.Resolution is not { } resolution || call.HasItems) return false;
        bool isOvertaken = fault.IsTargetUnknown && resolution is { IsDead: true, Refusal: null };
        if (!isOvertaken && !(fault.NeedsSchema && TryUpgrade(resolution))) return false;
        SendOrWait(call);
        return true;
    }

    /// <summary>Gives up a promise, for one whose resolution carries the schema; false where this one's did.</summary>
    internal bool TryUpgrade(Resolution refused)
    {
        if (refused.HasSchema) return false;
        lock (_resolving)
        {
            refused.IsDead = true;
            if (_resolutions.GetValueOrDefault((refused.Contract, refused.Name)) != refused) return true;
            Release(refused);
            _resolutions.Remove((refused.Contract, refused.Name));
            _otherBuilds.Add((refused.Contract, refused.Name));
        }

        return true;
    }

    /// <summary>The name was not resolved: a later call asks anew.</summary>
    internal void Forget(Resolution refused, FaultHeader refusal)
    {
        lock (_resolving)
        {
            refused.Refusal = refusal;
            refused.IsDead = true;
            if (_resolutions.GetValueOrDefault((refused.Contract, refused.Name)) == refused)
                _resolutions.Remove((refused.Contract, refused.Name));
            Release(refused);
        }
    }

    /// <summary>Sends a call, now or when there is room for it; what goes wrong is what the call ends with.</summary>
    private void SendOrWait<TRequest, TResponse>(RequestCall<TRequest, TResponse> call)
    {
        try
        {
            if (_sender.IsFull || !TrySend(call, call.Cancel)) _ = SendWhenRoomAsync(call);
        }
        catch (Exception error)
        {
            call.Fail(error);
        }
    }

    private async Task SendWhenRoomAsync<TRequest, TResponse>(RequestCall<TRequest, TResponse> call)
    {
        CancellationToken cancel = call.Cancel;
        try
        {
            do
            {
                await _sender.WhenRoomAsync().WaitAsync(TimeLeft(), Options.Time, cancel).ConfigureAwait(false);
                await _pending.WhenRoomAsync().WaitAsync(TimeLeft(), Options.Time, cancel).ConfigureAwait(false);
            }
            while (_sender.IsFull || !TrySend(call, cancel));
        }
        catch (TimeoutException)
        {
            string what = $"its deadline passed while {_pending.Count} earlier calls were unanswered";
            call.Fail(call.Problem(RpcStatus.DeadlineExceeded, what, RpcPhase.Dispatch, started: false, cause: null));
        }
        catch (Exception error)
        {
            call.Fail(error);
        }

        TimeSpan TimeLeft() => CallTime.Left(call.Deadline, Now);
    }

    /// <summary>As below, for a call whose token may have been cancelled while it was in no table to be found.</summary>
    private bool TrySend<TRequest, TResponse>(RequestCall<TRequest, TResponse> call, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!TrySend(call, out ulong id)) return false;
        if (cancel.IsCancellationRequested && TryCancel(call, id)) call.EndCancelled();
        return true;
    }

    /// <summary>Gives a call an id and sends its request; false where the peer serves as many as it takes.</summary>
    private bool TrySend<TRequest, TResponse>(RequestCall<TRequest, TResponse> call, out ulong id)
    {
        id = 0;
        // Once the call has its id, its end may come at any moment; what is needed of it is taken before.
        Operation<TRequest, TResponse> operation = call.Operation;
        TRequest request = call.Request;
        CallOptions options = call.Options;
        long left = call.Deadline == long.MaxValue ? long.MaxValue : call.Deadline - Now;
        if (left <= 0)
            throw call.Problem(RpcStatus.DeadlineExceeded, "no time was left to send it", RpcPhase.Dispatch, false, null);

        Resolution resolution = call.Resolution = Resolve(call.Target);
        if (!_pending.TryAdd(call, out id))
        {
            // The resolution that may have gone before waits for nobody.
            _sender.Flush();
            return false;
        }

        call.Open(id);
        ByteWriter frame = ScratchWriter.Rent();
        try
        {
            var header = new RequestHeader
            {
                CallId = id,
                Chain = call.Chain,
                HasItems = call.HasItems,
                IsDeadlineOfFirstItem = call.IsDeadlineOfFirstItem,
            };
            WriteRequest(frame, header, operation, resolution, request, options, left);
            if (!SendRequest(frame, id)) throw NotSent();
        }
        catch (Exception error)
        {
            if (_pending.Take(id, out _) is not null) throw AsRpcException(error, operation, id);
        }
        finally
        {
            ScratchWriter.Return(frame);
        }

        return true;
    }

    /// <summary>A peer that does not read keeps also those waiting who want no answer.</summary>
    private async ValueTask<TResponse> SendOnewayWhenRoomAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel)
    {
        try
        {
            TimeSpan limit = DeadlineOf(options) ?? Timeout.InfiniteTimeSpan;
            await _sender.WhenRoomAsync().WaitAsync(limit, Options.Time, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            string message = $"{operation} on {RemoteName}: its deadline passed before there was room to send it.";
            throw new RpcException(RpcStatus.DeadlineExceeded, message, RpcPhase.Dispatch);
        }

        return await SendOneway(operation, target, request, options).ConfigureAwait(false);
    }

    private ValueTask<TResponse> SendOneway<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, RpcTarget target, TRequest request, CallOptions options)
    {
        ByteWriter frame = ScratchWriter.Rent();
        try
        {
            long left = DeadlineOf(options) is { } deadline ? (long)deadline.TotalMilliseconds : long.MaxValue;
            if (left <= 0)
                throw new RpcException(RpcStatus.DeadlineExceeded, "no time was left to send it", RpcPhase.Dispatch);
            var header = new RequestHeader { Chain = PendingCall<TRequest, TResponse>.NextChain() };
            WriteRequest(frame, header, operation, Resolve(target), request, options, left);
            if (!SendRequest(frame, id: 0)) throw NotSent();
            return default;
        }
        catch (Exception error)
        {
            return ValueTask.FromException<TResponse>(AsRpcException(error, operation, 0));
        }
        finally
        {
            ScratchWriter.Return(frame);
        }
    }

    private void WriteRequest<TRequest, TResponse>(
        ByteWriter frame,
        RequestHeader header,
        Operation<TRequest, TResponse> operation,
        Resolution resolution,
        TRequest request,
        CallOptions options,
        long left)
    {
        header.Target = resolution.Key;
        header.Contract = resolution.Contract.IndexOf(operation.Contract);
        header.Ordinal = operation.Ordinal;
        header.Deadline = left == long.MaxValue ? null : (int)Math.Min(left, int.MaxValue);
        header.Metadata = options.Metadata is { Count: > 0 } metadata ? metadata : null;
        if (header.Metadata is { } checkedMetadata) CheckMetadata(checkedMetadata);
        header.Write(frame);
        int size = frame.Length;
        Format.Encode(frame, operation.Request, request);
        FinishBody(frame, size, "octets of request");
    }

    /// <summary>The peer would end the connection, which is hard on the other calls.</summary>
    private void CheckMetadata(Metadata metadata)
    {
        RpcLimits limits = Options.Limits;
        int size = MetadataBlock.SizeOf(metadata);
        if (size <= limits.MaxMetadataSize) return;
        string message =
            Exceeded("octets of metadata", size, nameof(limits.MaxMetadataSize), limits.MaxMetadataSize).Message;
        throw new RpcException(RpcStatus.ResourceExhausted, message, RpcPhase.Marshal);
    }

    /// <summary>Compresses a body where that is wanted and understood, and checks the frame.</summary>
    private void FinishBody(ByteWriter frame, int start, string what)
    {
        int size = frame.Length - start;
        if (size > Options.CompressAbove && _peer is { } peer && (peer.Features & BodyCompression.Feature) != 0)
            BodyCompression.Compress(frame, start);
        CheckSize(size, frame.Length, what);
    }

    /// <summary>Checks a frame of ours against our own limit for messages and the peer's for frames.</summary>
    private void CheckSize(int message, int frame, string what)
    {
        RpcLimits limits = Options.Limits;
        if (message > limits.MaxMessageSize)
        {
            throw new RpcException(
                RpcStatus.ResourceExhausted,
                Exceeded(what, message, nameof(limits.MaxMessageSize), limits.MaxMessageSize).Message,
                RpcPhase.Marshal);
        }

        if (_peer is { } peer && frame > peer.MaxFrameSize)
        {
            throw new RpcException(
                RpcStatus.ResourceExhausted,
                Exceeded(what, frame, $"{nameof(limits.MaxFrameSize)} of {RemoteName}", peer.MaxFrameSize).Message,
                RpcPhase.Marshal);
        }
    }

    internal RpcException AsRpcException(Exception error, Operation operation, ulong id) => error switch
    {
        RpcException own => new(own.Status, $"{operation} on {RemoteName}: {own.Message}", own.Phase, own)
        {
            CallId = (long)id,
            Started = own.Started,
        },
        _ => new(RpcStatus.InvalidArgument, $"{operation} on {RemoteName}: {error.Message}", RpcPhase.Marshal, error)
        {
            CallId = (long)id,
        },
    };

    /// <summary>The promise for a service on this connection; asks for it, ahead of the call, where there is none.</summary>
    private Resolution Resolve(RpcTarget target)
    {
        var service = target as ServiceTarget;
        if (service?.Resolution is { IsDead: false } known && ReferenceEquals(known.Connection, this)) return known;
        lock (_resolving)
        {
            if (!_resolutions.TryGetValue((target.Contract, target.Name), out Resolution? resolution) || resolution.IsDead)
                resolution = Begin(target.Contract, target.Name);
            if (service is not null) service.Resolution = resolution;
            return resolution;
        }
    }

    private Resolution Begin(ContractDescriptor contract, string name)
    {
        bool withSchema = _otherBuilds.Contains((contract, name));
        var resolution = new Resolution(this, contract, name, ++_promises, withSchema);
        var call = new ResolveCall(this, resolution);
        _pending.TryAdd(call, out ulong id, isExempt: true);
        ByteWriter frame = ScratchWriter.Rent();
        new RequestHeader { CallId = id, Target = TargetKey.Root, Promise = resolution.Promise }.Write(frame);
        ContractSchema schema = contract.Schema;
        new ResolveRequest(name, contract.Name, schema.Fingerprint, withSchema ? schema.Text : "").Write(frame);
        _sender.AppendRequest(frame, id, _pending);
        ScratchWriter.Return(frame);
        _resolutions[(contract, name)] = resolution;
        return resolution;
    }

    private void Release(Resolution resolution)
    {
        ByteWriter frame = ScratchWriter.Rent();
        frame.BeginFrame(FrameType.Release);
        resolution.Key.Write(frame);
        frame.WriteVarint(1);
        _sender.Append(frame);
        ScratchWriter.Return(frame);
    }

    private void TakeResponse(Frame frame)
    {
        var reader = new PayloadReader(frame.Payload);
        ulong id = reader.ReadVarint();
        Metadata? metadata = frame.Flags.HasFlag(FrameFlags.Metadata)
            ? reader.ReadMetadata(Options.Limits.MaxMetadataSize)
            : null;
        if (frame.Flags.HasFlag(FrameFlags.References))
            GiveBack(ReferenceTable.Read(ref reader, Options.Limits.MaxReferences));
        using ByteWriter? inflated = Inflate(frame.Flags, reader.Rest);
        // Not before all of it is read: a call that was taken is one that nothing else will end.
        Take(id)?.Complete(inflated is null ? reader.Rest : inflated.Written, metadata);
    }

    /// <summary>The body of a compressed frame, or null. Who compresses what is no Brotli stream breaks the protocol.</summary>
    private ByteWriter? Inflate(FrameFlags flags, ReadOnlySpan<byte> body)
    {
        if (!flags.HasFlag(FrameFlags.Compressed)) return null;
        try
        {
            return BodyCompression.Inflate(body, Options.Limits.MaxMessageSize);
        }
        catch (MarshalException error)
        {
            throw new ProtocolException(RpcStatus.ResourceExhausted, error.Message);
        }
    }

    private void TakeFault(Frame frame)
    {
        var reader = new PayloadReader(frame.Payload);
        FaultHeader fault = FaultHeader.Read(ref reader, (FaultFlags)frame.Flags, Options.Limits);
        Take(fault.CallId)?.Fault(fault, reader.Rest);
    }

    private PendingCall? Take(ulong id)
    {
        PendingCall? call = _pending.Take(id, out bool isKnown);
        return isKnown ? call : throw new ProtocolException($"The peer answers call {id}, which it was not asked.");
    }

    /// <summary>As below, for an answer to the peer.</summary>
    private void SendAnswer(ByteWriter frame)
    {
        _sender.Append(frame, isAnswer: true);
        if (!_runner.IsCurrent) _sender.Flush();
    }

    /// <summary>Appends a frame, and sends it unless this thread will send when it is through with what it handles.</summary>
    private bool Send(ByteWriter frame)
    {
        bool taken = _sender.Append(frame);
        if (!_runner.IsCurrent) _sender.Flush();
        return taken;
    }

    /// <summary>As <see cref="Send"/>, for a REQUEST; false where the peer cannot get it any more.</summary>
    private bool SendRequest(ByteWriter frame, ulong id)
    {
        bool taken = _sender.AppendRequest(frame, id, _pending);
        if (!_runner.IsCurrent) _sender.Flush();
        return taken;
    }
}
