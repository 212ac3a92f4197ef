using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol;

/// <summary>Calling: this side's calls on the peer's objects.</summary>
public sealed partial class RpcConnection
{
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

        if (options.Promise is { } promise && promise.TryClaim())
            return PromiseAsync(operation, target, request, options, cancel);

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
        SendCancel(id);
        return true;
    }

    /// <summary>Asks the peer to stop; harmless where it has.</summary>
    internal void SendCancel(ulong id)
    {
        ByteWriter frame = ScratchWriter.Rent();
        frame.BeginFrame(FrameType.Cancel);
        frame.WriteVarint(id);
        Send(frame);
        ScratchWriter.Return(frame);
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
        if (call.Promised is { } promised) Renew(promised);
        SendOrWait(call);
        return true;
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
        if (!cancel.IsCancellationRequested) return true;
        if (TryCancel(call, id)) call.EndCancelled();
        // Cancelled while it was written: that CANCEL went ahead of the request, and found nothing.
        else if (_pending.IsAbandoned(id)) SendCancel(id);
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
            if (call.Promised is { } promised)
                (header.Promise, header.Fingerprint) = (promised.Key.Key >> 1, promised.Contract.Schema.Fingerprint);
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
            var header = new RequestHeader { Chain = PendingCall<TRequest, TResponse>.NextChain(CallContext.Current) };
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
}
