namespace RpcStack.Protocol.Internal.Serving;

internal sealed class ServerStreamOperationHandler<TService, TRequest, TResponse>(
    Operation<TRequest, TResponse> operation, ServerStreamHandler<TService, TRequest, TResponse> handler)
    : OperationHandler(operation)
    where TService : class
{
    public override void Dispatch(IncomingCall call, object service, ReadOnlySpan<byte> body)
    {
        if (!call.TryDecode(body, operation.Request, out TRequest request)) return;
        StreamPump.Run(call, operation.Response, () => handler((TService)service, request, call.Cancellation));
    }
}
