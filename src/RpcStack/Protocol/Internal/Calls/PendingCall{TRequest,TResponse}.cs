using System.Threading.Tasks.Sources;
using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Calls;

/// <summary>
/// A unary call: the request, so that it can be sent again, and the promise of the response. The stub's caller awaits it
/// directly; once awaited, it goes back to the pool.
/// </summary>
internal sealed class PendingCall<TRequest, TResponse> : RequestCall<TRequest, TResponse>, IValueTaskSource<TResponse>
{
    private static readonly Pool<PendingCall<TRequest, TResponse>> Pool = new(static () => new());

    private ManualResetValueTaskSourceCore<TResponse> _result;
    private CancellationTokenRegistration _registration;
    private TimeSpan? _deadline;
    private long _begun;

    private PendingCall()
    {
    }

    public ValueTask<TResponse> Result => new(this, _result.Version);

    public static PendingCall<TRequest, TResponse> Rent(
        RpcConnection connection,
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel)
    {
        PendingCall<TRequest, TResponse> call = Pool.Rent();
        call.Connection = connection;
        call.Operation = operation;
        call.Target = target;
        call.Request = request;
        call.Options = options;
        call.Cancel = cancel;
        call.Chain = NextChain();
        call._begun = connection.Now;
        call._deadline = connection.DeadlineOf(options);
        call.Deadline = call._deadline is { } deadline ? call._begun + (long)deadline.TotalMilliseconds : long.MaxValue;
        return call;
    }

    /// <summary>Lets the caller's token end the call. Before it is sent, since then its end may come at any moment.</summary>
    public void Arm()
    {
        if (!Cancel.CanBeCanceled) return;
        _registration = Cancel.UnsafeRegister(
            static (state, _) =>
            {
                var call = (PendingCall<TRequest, TResponse>)state!;
                if (call.Connection.TryCancel(call, call.Id)) call.EndCancelled();
            },
            this);
    }

    public override void Complete(ReadOnlySpan<byte> body, Metadata? metadata)
    {
        TResponse response;
        try
        {
            if (metadata is not null) Options.OnResponseMetadata?.Invoke(metadata);
            response = Connection.Format.Decode(body, Operation.Response, Connection.Options.Limits.Marshalling);
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

    private void Recycle()
    {
        _result.Reset();
        _result.RunContinuationsAsynchronously = false;
        _registration = default;
        Request = default!;
        Cancel = default;
        Options = null!;
        Id = 0;
        Connection = null!;
        Resolution = null;
        Target = null!;
        Pool.Return(this);
    }
}
