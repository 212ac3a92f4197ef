namespace RpcStack.Protocol.Internal.Serving;

internal sealed class ClientStreamOperationHandler<TService, TRequest, TItem, TResponse>(
    Operation<TRequest, TItem, TResponse> operation, ClientStreamHandler<TService, TRequest, TItem, TResponse> handler)
    : OperationHandler(operation)
    where TService : class
{
    public override void Dispatch(IncomingCall call, object service, ReadOnlySpan<byte> body)
    {
        if (!call.TryDecode(body, operation.Request, out TRequest request)) return;
        using (call.Enter()) _ = RunAsync(call, (TService)service, request);
    }

    private async Task RunAsync(IncomingCall call, TService service, TRequest request)
    {
        TResponse response;
        try
        {
            IAsyncEnumerable<TItem> items = call.ReadItems(operation.Item);
            response = await handler(service, request, items, call.Cancellation).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            call.Fail(error, RpcPhase.Handler);
            return;
        }

        call.Respond(operation, response);
    }
}
