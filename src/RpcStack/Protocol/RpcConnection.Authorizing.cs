using RpcStack.Protocol.Internal.Serving;

namespace RpcStack.Protocol;

/// <summary>Asking whether a call may be served, before its request is even decoded.</summary>
public sealed partial class RpcConnection
{
    private static void Dispatch(
        Func<CallContext, ValueTask> authorize,
        IncomingCall call,
        OperationHandler handler,
        object service,
        ReadOnlySpan<byte> body)
    {
        ValueTask verdict;
        try
        {
            verdict = authorize(call);
        }
        catch (Exception refusal)
        {
            call.Fail(refusal, RpcPhase.Dispatch);
            return;
        }

        // The frame's buffer is used again once this returns.
        if (verdict.IsCompletedSuccessfully) handler.Dispatch(call, service, body);
        else _ = DispatchLaterAsync(verdict.AsTask(), call, handler, service, body.ToArray());
    }

    private static async Task DispatchLaterAsync(
        Task verdict, IncomingCall call, OperationHandler handler, object service, byte[] body)
    {
        try
        {
            await verdict.ConfigureAwait(false);
        }
        catch (Exception refusal)
        {
            call.Fail(refusal, RpcPhase.Dispatch);
            return;
        }

        // Fail notes that a call which was cancelled meanwhile has come to its end.
        if (call.IsAnswered) call.Fail(new OperationCanceledException(), RpcPhase.Dispatch);
        else handler.Dispatch(call, service, body);
    }
}
