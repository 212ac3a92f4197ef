using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol;

/// <summary>Calling: this side's calls on the peer's objects.</summary>
public sealed partial class RpcConnection
{
    private readonly Dictionary<(ContractDescriptor Contract, string Name), Resolution> _resolutions = [];
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
        if (operation.Semantics is OperationSemantics.Oneway) return SendOneway(operation, target, request, options);

        var call = PendingCall<TRequest, TResponse>.Rent(
            Options, owner, operation, target, request, options, cancel);
        call.Attach(this);
        ValueTask<TResponse> result = call.Result;
        try
        {
            if (!_sender.IsFull && TrySend(call))
            {
                call.Arm();
            }
            else
            {
                call.Arm();
                _ = SendWhenRoomAsync(call);
            }
        }
        catch (RpcException error)
        {
            // It may go out again elsewhere, and be cancelled there.
            call.Arm();
            call.Fail(error);
        }

        return result;
    }

    /// <summary>Sends a call that has no connection, or lost its own.</summary>
    internal void Adopt<TRequest, TResponse>(PendingCall<TRequest, TResponse> call)
    {
        call.Attach(this);
        try
        {
            if (_sender.IsFull || !TrySend(call, call.Cancel)) _ = SendWhenRoomAsync(call);
        }
        catch (Exception error)
        {
            call.Fail(error);
        }
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
    internal bool TryResend<TRequest, TResponse>(PendingCall<TRequest, TResponse> call, FaultHeader fault)
    {
        if (call.Resolution is not { } resolution) return false;
        bool isOvertaken = fault.IsTargetUnknown && resolution is { IsDead: true, Refusal: null };
        if (!isOvertaken && !(fault.NeedsSchema && TryUpgrade(resolution))) return false;
        try
        {
            if (!TrySend(call, call.Cancel)) _ = SendWhenRoomAsync(call);
        }
        catch (Exception error)
        {
            call.Fail(error);
        }

        return true;
    }

    /// <summary>Replaces a promise by one whose resolution carries the schema; false where it did so already.</summary>
    internal bool TryUpgrade(Resolution refused)
    {
        if (refused.HasSchema) return false;
        lock (_resolving)
        {
            refused.IsDead = true;
            if (_resolutions.TryGetValue((refused.Contract, refused.Name), out Resolution? current) && current != refused)
                return true;
            Release(refused);
            Begin(refused.Contract, refused.Name, withSchema: true);
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

    private async Task SendWhenRoomAsync<TRequest, TResponse>(PendingCall<TRequest, TResponse> call)
    {
        CancellationToken cancel = call.Cancel;
        try
        {
            do
            {
                TimeSpan left = CallTime.Left(call.Deadline, Now);
                await _sender.WhenRoomAsync().WaitAsync(left, Options.Time, cancel).ConfigureAwait(false);
                await _pending.WhenRoomAsync().WaitAsync(left, Options.Time, cancel).ConfigureAwait(false);
            }
            while (!TrySend(call, cancel));
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
    }

    /// <summary>As below, for a call whose token may have been cancelled while it was in no table to be found.</summary>
    private bool TrySend<TRequest, TResponse>(PendingCall<TRequest, TResponse> call, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!TrySend(call)) return false;
        if (cancel.IsCancellationRequested && TryCancel(call, call.Id)) call.EndCancelled();
        return true;
    }

    /// <summary>Gives a call an id and sends its request; false where the peer serves as many as it takes.</summary>
    private bool TrySend<TRequest, TResponse>(PendingCall<TRequest, TResponse> call)
    {
        // Once the call has its id, its end may come at any moment; what is needed of it is taken before.
        Operation<TRequest, TResponse> operation = call.Operation;
        TRequest request = call.Request;
        CallOptions options = call.Options;
        long left = call.Deadline == long.MaxValue ? long.MaxValue : call.Deadline - Now;
        if (left <= 0)
            throw call.Problem(RpcStatus.DeadlineExceeded, "no time was left to send it", RpcPhase.Dispatch, false, null);

        Resolution resolution = call.Resolution = Resolve(call.Target);
        if (!_pending.TryAdd(call, out ulong id)) return false;
        ByteWriter frame = ScratchWriter.Rent();
        try
        {
            WriteRequest(frame, operation, resolution, request, options, id, left, call.Served);
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

    private ValueTask<TResponse> SendOneway<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, RpcTarget target, TRequest request, CallOptions options)
    {
        ByteWriter frame = ScratchWriter.Rent();
        try
        {
            long left = DeadlineOf(options) is { } deadline ? (long)deadline.TotalMilliseconds : long.MaxValue;
            WriteRequest(frame, operation, Resolve(target), request, options, id: 0, left, CallContext.Current);
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
        Operation<TRequest, TResponse> operation,
        Resolution resolution,
        TRequest request,
        CallOptions options,
        ulong id,
        long left,
        CallContext? served)
    {
        new RequestHeader
        {
            CallId = id,
            Target = resolution.Key,
            Contract = resolution.Contract.IndexOf(operation.Contract),
            Ordinal = operation.Ordinal,
            Deadline = left == long.MaxValue ? null : Math.Min(left, int.MaxValue),
            Chain = served is null ? null : served.Chain with { Depth = served.Chain.Depth + 1 },
            Metadata = options.Metadata is { Count: > 0 } metadata ? metadata : null,
        }.Write(frame);
        int header = frame.Length;
        Format.Encode(frame, operation.Request, request);
        CheckSize(frame.Length - header, frame.Length, "octets of request");
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

    private RpcException AsRpcException(Exception error, Operation operation, ulong id) => error switch
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
                resolution = Begin(target.Contract, target.Name, withSchema: false);
            if (service is not null) service.Resolution = resolution;
            return resolution;
        }
    }

    private Resolution Begin(ContractDescriptor contract, string name, bool withSchema)
    {
        var resolution = new Resolution(this, contract, name, ++_promises, withSchema);
        var call = new ResolveCall(this, resolution);
        if (!_pending.TryAdd(call, out ulong id))
        {
            throw new RpcException(
                RpcStatus.ResourceExhausted,
                $"'{name}' on {RemoteName} cannot be resolved: {_pending.Count} calls are unanswered.",
                RpcPhase.Resolve);
        }

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
        PendingCall? call = Take(reader.ReadVarint());
        Metadata? metadata = frame.Flags.HasFlag(FrameFlags.Metadata)
            ? reader.ReadMetadata(Options.Limits.MaxMetadataSize)
            : null;
        if (frame.Flags.HasFlag(FrameFlags.References))
            GiveBack(ReferenceTable.Read(ref reader, Options.Limits.MaxReferences));
        call?.Complete(reader.Rest, metadata);
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
