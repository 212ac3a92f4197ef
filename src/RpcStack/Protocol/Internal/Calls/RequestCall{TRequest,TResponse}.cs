using RpcStack.Promises;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;

namespace RpcStack.Protocol.Internal.Calls;

/// <summary>A call of ours with what it takes to send it, and to send it again.</summary>
internal abstract class RequestCall<TRequest, TResponse> : PendingCall
{
    public RpcConnection Connection { get; protected set; } = null!;

    public Operation<TRequest, TResponse> Operation { get; protected set; } = null!;

    public RpcTarget Target { get; protected set; } = null!;

    public TRequest Request { get; protected set; } = default!;

    public CallOptions Options { get; protected set; } = null!;

    public CancellationToken Cancel { get; protected set; }

    /// <summary>The chain that it belongs to, taken where it was made: sent again, it is sent from elsewhere.</summary>
    public CallChain? Chain { get; protected set; }

    /// <summary>The promise that it was sent to.</summary>
    public Resolution? Resolution { get; set; }

    /// <summary>The promise of its result, which calls may have been made on already, or null.</summary>
    public Import? Promised { get; protected set; }

    /// <summary>Whether items follow the request.</summary>
    public virtual bool HasItems => false;

    /// <summary>Whether the deadline is that of the first item of the answer.</summary>
    public virtual bool IsDeadlineOfFirstItem => false;

    public override string Name => $"{Operation} on {Connection.RemoteName}";

    /// <summary>The chain of the call that is being served here, if any, one deeper.</summary>
    public static CallChain? NextChain(CallContext? served) =>
        served is null ? null : served.Chain with { Depth = served.Chain.Depth + 1 };

    /// <summary>It is about to be sent under an id.</summary>
    public virtual void Open(ulong id)
    {
    }

    /// <summary>Ends it as its token asked; the token's callback runs this, which must not wait for itself.</summary>
    public abstract void EndCancelled();

    /// <inheritdoc/>
    public sealed override void Fault(FaultHeader fault, ReadOnlySpan<byte> body)
    {
        if (!fault.Started && Connection.TryResend(this, fault)) return;
        if (fault.IsTargetUnknown && Target is Import { Promise: { } promise } && Resolution?.Refusal is null)
        {
            _ = EndAfterAsync(promise, fault);
            return;
        }

        // A call that came too late for its promise ends with what its promise ended with.
        if (fault.IsTargetUnknown) fault = Resolution?.Refusal ?? fault;
        Fail(Explain(fault, body));
    }

    /// <summary>What this side says of a fault.</summary>
    private Exception Explain(FaultHeader fault, ReadOnlySpan<byte> body)
    {
        try
        {
            if (fault.Metadata is not null) Options.OnResponseMetadata?.Invoke(fault.Metadata);
            return (Exception?)Declared(fault, body)
                ?? (fault.IsTargetUnknown && Target is Import import
                    ? Connection.Dead(import, $"{Name}: {fault.Message}")
                    : null)
                ?? Problem(fault.Status, fault.Message, fault.Phase, fault.Started);
        }
        catch (Exception unreadable)
        {
            return unreadable;
        }
    }

    /// <summary>There was nothing to call yet, or there is nothing any more, as the call that made the promise ends.</summary>
    private async Task EndAfterAsync(PromiseOutcome promise, FaultHeader fault)
    {
        bool isOvertaken = !promise.Task.IsCompleted;
        Exception? cause = await promise.Task.ConfigureAwait(false);
        if (cause is not null) Fail(PromisedResult.Follow(cause, Name));
        else if (isOvertaken) Connection.SendAgain(this);
        else Fail(Explain(fault, []));
    }

    /// <summary>An exception that says which call.</summary>
    public RpcException Problem(RpcStatus status, string what, RpcPhase phase, bool started, Exception? cause = null) =>
        new(status, $"{Name}: {what}", phase, cause) { CallId = (long)Id, Started = started };

    private RpcFault? Declared(FaultHeader fault, ReadOnlySpan<byte> body)
    {
        if (fault.Declared is null) return null;
        foreach (FaultDescriptor descriptor in Operation.Faults)
        {
            if (descriptor.Name == fault.Declared)
                return descriptor.Decode(Connection.Format, body, Connection.Options.Limits.Marshalling);
        }

        return null;
    }
}
