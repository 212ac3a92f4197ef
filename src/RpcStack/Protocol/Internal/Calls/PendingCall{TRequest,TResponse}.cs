using System.Threading.Tasks.Sources;
using RpcStack.Marshalling;
using RpcStack.Protocol.Internal.Objects;

namespace RpcStack.Protocol.Internal.Calls;

/// <summary>
/// A unary call: the request, so that it can be sent again, and the promise of the response. The stub's caller awaits it
/// directly; once awaited, it goes back to the pool.
/// </summary>
internal sealed class PendingCall<TRequest, TResponse> : RequestCall<TRequest, TResponse>, IValueTaskSource<TResponse>
{
    private static readonly Pool<PendingCall<TRequest, TResponse>> Pool = new(static () => new());

    private ManualResetValueTaskSourceCore<TResponse> _result;
    private ICallOwner? _owner;
    private RpcException? _firstFailure;
    private CancellationTokenRegistration _registration;
    private TimeSpan? _deadline;
    private long _begun;

    private PendingCall()
    {
    }

    /// <summary>How often it was sent again on another connection.</summary>
    public int Resends { get; private set; }

    // Between two connections it has none.
    public override string Name => $"{Operation} on {Connection?.RemoteName ?? _owner?.Name}";

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
        call.Request = request;
        call.Options = options;
        call.Cancel = cancel;
        CallContext? served = CallContext.Current;
        call.Chain = NextChain(served);
        call._begun = CallTime.Now(defaults.Time);
        call._deadline = CallTime.Of(options, defaults.DefaultDeadline, served);
        call.Deadline = CallTime.After(call._begun, call._deadline);
        return call;
    }

    /// <summary>Says which connection it is going to be sent on.</summary>
    public void Attach(RpcConnection connection)
    {
        Connection = connection;
        Resolution = null;
    }

    /// <summary>It has failed there, and is going to be sent again.</summary>
    public void NoteFailure(RpcException failure)
    {
        Resends++;
        // What it ends with must own up to a run that may have been.
        if (_firstFailure is null || (failure.Started && !_firstFailure.Started)) _firstFailure = failure;
    }

    /// <summary>Lets the caller's token end the call. Before it is sent, since then its end may come at any moment.</summary>
    public void Arm()
    {
        if (!Cancel.CanBeCanceled) return;
        _registration = Cancel.UnsafeRegister(
            static (state, _) =>
            {
                var call = (PendingCall<TRequest, TResponse>)state!;
                // Between two connections it is in no table; whoever sends it looks at the token.
                if (call.Connection?.TryCancel(call, call.Id) is true) call.EndCancelled();
            },
            this);
    }

    public override void Complete(ReadOnlySpan<byte> body, IncomingReferences? references, Metadata? metadata)
    {
        TResponse response;
        try
        {
            if (metadata is not null) Options.OnResponseMetadata?.Invoke(metadata);
            response = Connection.Format.Decode(
                body, Operation.Response, Connection.Options.Limits.Marshalling, references);
            references?.Keep();
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

    /// <inheritdoc/>
    public override void EndCancelled()
    {
        _result.RunContinuationsAsynchronously = true;
        _result.SetException(new OperationCanceledException($"{Name}: cancelled by the caller.", Cancel));
    }

    TResponse IValueTaskSource<TResponse>.GetResult(short token)
    {
        // Awaited too early, or twice: the call is somebody's still, or somebody else's already.
        if (_result.GetStatus(token) == ValueTaskSourceStatus.Pending)
            throw new InvalidOperationException("The call is not complete; a ValueTask is awaited, and once.");
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

    private void Recycle()
    {
        _result.Reset();
        _result.RunContinuationsAsynchronously = false;
        _registration = default;
        _owner = null;
        _firstFailure = null;
        Resends = 0;
        Id = 0;
        Request = default!;
        Cancel = default;
        Options = null!;
        Connection = null!;
        Resolution = null;
        Target = null!;
        Pool.Return(this);
    }
}
