using System.Threading.Tasks.Sources;
using RpcStack.Marshalling;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal.Calls;

/// <summary>
/// A unary call: the request, so that it can be sent again, and the promise of the response. The stub's caller awaits it
/// directly; once awaited, it goes back to the pool.
/// </summary>
internal sealed class PendingCall<TRequest, TResponse> : PendingCall, IValueTaskSource<TResponse>
{
    private static readonly Pool<PendingCall<TRequest, TResponse>> Pool = new(static () => new());

    private ManualResetValueTaskSourceCore<TResponse> _result;
    private RpcConnection _connection = null!;
    private ICallOwner? _owner;
    private RpcException? _firstFailure;
    private CallOptions _options = null!;
    private CancellationToken _cancel;
    private CancellationTokenRegistration _registration;
    private TimeSpan? _deadline;
    private long _begun;
    private TRequest _request = default!;

    private PendingCall()
    {
    }

    public Operation<TRequest, TResponse> Operation { get; private set; } = null!;

    public RpcTarget Target { get; private set; } = null!;

    public TRequest Request => _request;

    public Resolution? Resolution { get; set; }

    public CallOptions Options => _options;

    public CancellationToken Cancel => _cancel;

    /// <summary>The call that it was made for, or null.</summary>
    public CallContext? Served { get; private set; }

    /// <summary>How often it was sent again on another connection.</summary>
    public int Resends { get; private set; }

    public override string Name => $"{Operation} on {_connection?.RemoteName ?? _owner?.Name}";

    public ValueTask<TResponse> Result => new(this, _result.Version);

    public static PendingCall<TRequest, TResponse> Rent(
        RpcConnectionOptions defaults,
        ICallOwner? owner,
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel)
    {
        PendingCall<TRequest, TResponse> call = Pool.Rent();
        call._owner = owner;
        call.Operation = operation;
        call.Target = target;
        call._request = request;
        call._options = options;
        call._cancel = cancel;
        call.Served = CallContext.Current;
        call._begun = CallTime.Now(defaults.Time);
        call._deadline = CallTime.Of(options, defaults.DefaultDeadline, call.Served);
        call.Deadline = CallTime.After(call._begun, call._deadline);
        return call;
    }

    /// <summary>Says which connection it is going to be sent on.</summary>
    public void Attach(RpcConnection connection)
    {
        _connection = connection;
        Resolution = null;
    }

    /// <summary>It has failed there, and is going to be sent again.</summary>
    public void NoteFailure(RpcException failure)
    {
        Resends++;
        // What it ends with must own up to a run that may have been.
        if (_firstFailure is null || (failure.Started && !_firstFailure.Started)) _firstFailure = failure;
    }

    /// <summary>Lets the caller's token end the call. Only once, and before the caller can see the result.</summary>
    public void Arm()
    {
        if (!_cancel.CanBeCanceled) return;
        _registration = _cancel.UnsafeRegister(
            static (state, _) =>
            {
                var call = (PendingCall<TRequest, TResponse>)state!;
                // Between two connections it is in no table; whoever sends it looks at the token.
                if (call._connection?.TryCancel(call, call.Id) is true) call.EndCancelled();
            },
            this);
    }

    public override void Complete(ReadOnlySpan<byte> body, Metadata? metadata)
    {
        TResponse response;
        try
        {
            if (metadata is not null) _options.OnResponseMetadata?.Invoke(metadata);
            response = _connection.Format.Decode(body, Operation.Response, _connection.Options.Limits.Marshalling);
        }
        catch (Exception error)
        {
            Fail(error is MarshalException
                ? Problem(RpcStatus.Internal, $"the response cannot be read: {error.Message}", RpcPhase.Marshal, true, error)
                : error);
            return;
        }

        _registration.Dispose();
        _result.SetResult(response);
    }

    public override void Fault(FaultHeader fault, ReadOnlySpan<byte> body)
    {
        if (!fault.Started && _connection.TryResend(this, fault)) return;
        // A call that came too late for its promise ends with what its promise ended with.
        if (fault.IsTargetUnknown) fault = Resolution?.Refusal ?? fault;
        Exception error;
        try
        {
            if (fault.Metadata is not null) _options.OnResponseMetadata?.Invoke(fault.Metadata);
            error = (Exception?)Declared(fault, body)
                ?? Problem(fault.Status, fault.Message, fault.Phase, fault.Started, null);
        }
        catch (Exception unreadable)
        {
            error = unreadable;
        }

        Fail(error);
    }

    public override void Fail(Exception error)
    {
        if (_owner?.TryResend(this, error) is not true) End(error);
    }

    /// <summary>Ends it for good.</summary>
    public void End(Exception error)
    {
        if (_firstFailure is { } first && error is RpcException last) error = Sum(first, last);
        // The reader's and the heartbeat's threads fail calls, and never run user code.
        _result.RunContinuationsAsynchronously = true;
        _registration.Dispose();
        _result.SetException(error);
    }

    public override void Expire(long now) => Fail(Problem(
        RpcStatus.DeadlineExceeded,
        $"no answer within its deadline of {_deadline?.TotalMilliseconds:0} ms (made {now - _begun} ms ago)",
        RpcPhase.Dispatch,
        started: true,
        cause: null));

    /// <summary>Ends it as its token asked; the token's callback runs this, which must not wait for itself.</summary>
    public void EndCancelled()
    {
        _result.RunContinuationsAsynchronously = true;
        _result.SetException(new OperationCanceledException($"{Name}: cancelled by the caller.", _cancel));
    }

    /// <summary>An exception that says which call.</summary>
    public RpcException Problem(RpcStatus status, string what, RpcPhase phase, bool started, Exception? cause) =>
        new(status, $"{Name}: {what}", phase, cause) { CallId = (long)Id, Started = started };

    TResponse IValueTaskSource<TResponse>.GetResult(short token)
    {
        try
        {
            return _result.GetResult(token);
        }
        finally
        {
            Recycle();
        }
    }

    ValueTaskSourceStatus IValueTaskSource<TResponse>.GetStatus(short token) => _result.GetStatus(token);

    void IValueTaskSource<TResponse>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _result.OnCompleted(continuation, state, token, flags);

    private RpcException Sum(RpcException first, RpcException last) => new(
        last.Status,
        $"{last.Message} (sent {Resends + 1} times; before: {first.Message})",
        last.Phase,
        last)
    {
        CallId = last.CallId,
        Started = last.Started || first.Started,
    };

    private RpcFault? Declared(FaultHeader fault, ReadOnlySpan<byte> body)
    {
        if (fault.Declared is null) return null;
        foreach (FaultDescriptor descriptor in Operation.Faults)
        {
            if (descriptor.Name == fault.Declared)
                return descriptor.Decode(_connection.Format, body, _connection.Options.Limits.Marshalling);
        }

        return null;
    }

    private void Recycle()
    {
        _result.Reset();
        _result.RunContinuationsAsynchronously = false;
        // An answer that came before Arm could not dispose it.
        _registration.Dispose();
        _registration = default;
        Served = null;
        Resends = 0;
        _firstFailure = null;
        _owner = null;
        _request = default!;
        _connection = null!;
        Resolution = null;
        Target = null!;
        Pool.Return(this);
    }
}
