using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;

namespace RpcStack.Protocol.Internal.Calls;

/// <summary>
/// A unary call of ours whose result is a promise: it has its id before the call is made, and what is called on it follows.
/// The answer says only that it holds.
/// </summary>
internal sealed class PromiseCall<TRequest, TResponse> : RequestCall<TRequest, TResponse>, IDisposable
{
    private readonly TaskCompletionSource<TResponse> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _registration;
    private readonly long _begun;

    public PromiseCall(
        RpcConnection connection,
        Import promised,
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel)
    {
        _begun = connection.Now;
        Connection = connection;
        Promised = promised;
        Operation = operation;
        Target = target;
        Request = request;
        Options = options;
        Cancel = cancel;
        Chain = NextChain(CallContext.Current);
        Deadline = CallTime.After(_begun, connection.DeadlineOf(options));
        _registration = cancel.UnsafeRegister(
            static (state, _) =>
            {
                var call = (PromiseCall<TRequest, TResponse>)state!;
                if (call.Connection.TryCancel(call, call.Id)) call.EndCancelled();
            },
            this);
    }

    public Task<TResponse> Response => _response.Task;

    public override void Complete(ReadOnlySpan<byte> body, IncomingReferences? references, Metadata? metadata)
    {
        try
        {
            if (metadata is not null) Options.OnResponseMetadata?.Invoke(metadata);
            if (body is [PromiseAnswer.NeedsSchema]) Connection.Describe(Promised!);
            else Promised!.Resolution!.Settle(null);
            Promised!.Promise!.Settle(null);
            _response.TrySetResult((TResponse)Promised.Stub);
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }

    public override void Fail(Exception error)
    {
        Promised!.Promise!.Settle(error);
        Promised.Resolution!.Lose(error);
        _response.TrySetException(error);
    }

    public override void EndCancelled() =>
        Fail(new OperationCanceledException($"{Name}: cancelled by the caller.", Cancel));

    public override void Expire(long now) => Fail(Problem(
        RpcStatus.DeadlineExceeded, $"no answer within its deadline (made {now - _begun} ms ago)", RpcPhase.Dispatch, started: true));

    public void Dispose() => _registration.Dispose();
}
