namespace RpcStack.Protocol.Internal.Serving;

internal sealed class DuplexOperationHandler<TService, TRequest, TItem, TResponse>(
    Operation<TRequest, TItem, TResponse> operation, DuplexHandler<TService, TRequest, TItem, TResponse> handler)
    : OperationHandler(operation)
    where TService : class
{
    public override void Dispatch(IncomingCall call, object service, ReadOnlySpan<byte> body)
    {
        if (!call.TryDecode(body, operation.Request, out TRequest request)) return;
        IAsyncEnumerable<TItem> items = call.ReadItems(operation.Item);
        StreamPump.Run(call, operation.Response, () => handler((TService)service, request, items, call.Cancellation));
    }
}
