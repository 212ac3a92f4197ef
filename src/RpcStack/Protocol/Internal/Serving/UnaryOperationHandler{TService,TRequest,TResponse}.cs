namespace RpcStack.Protocol.Internal.Serving;

internal sealed class UnaryOperationHandler<TService, TRequest, TResponse>(
    Operation<TRequest, TResponse> operation, UnaryHandler<TService, TRequest, TResponse> handler)
    : OperationHandler(operation)
    where TService : class
{
    public override void Dispatch(IncomingCall call, object service, ReadOnlySpan<byte> body)
    {
        if (!call.TryDecode(body, operation.Request, out TRequest request)) return;
        ValueTask<TResponse> result;
        try
        {
            using (call.Enter()) result = handler((TService)service, request, call.Cancellation);
        }
        catch (Exception error)
        {
            call.Fail(error, RpcPhase.Handler);
            return;
        }

        if (result.IsCompletedSuccessfully) call.Respond(operation, result.GetAwaiter().GetResult());
        else _ = FinishAsync(call, result);
    }

    private async Task FinishAsync(IncomingCall call, ValueTask<TResponse> result)
    {
        TResponse response;
        try
        {
            response = await result.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            call.Fail(error, RpcPhase.Handler);
            return;
        }

        call.Respond(operation, response);
    }
}
