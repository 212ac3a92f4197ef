using Microsoft.AspNetCore.Http;
using RpcStack.Grpc.Internal.Wire;

namespace RpcStack.Grpc.Internal.Serving;

internal sealed class UnaryGrpcHandler<TService, TRequest, TResponse>(
    Operation<TRequest, TResponse> operation,
    UnaryHandler<TService, TRequest, TResponse> handler,
    GrpcServerOptions options,
    Func<HttpContext, TService> find,
    CancellationToken draining)
    : GrpcHandler<TService>(operation, options, find, draining)
    where TService : class
{
    private readonly MessageFormat<TRequest> _request = MessageFormat<TRequest>.Of(operation.Request);
    private readonly MessageFormat<TResponse> _response = MessageFormat<TResponse>.Of(operation.Response);

    protected override async Task ServeAsync(TService service, MessageReader body, ServedCall call, Answer answer)
    {
        TRequest request = await ReadOneAsync(body, _request, call).ConfigureAwait(false);
        call.Start();
        answer.Write(_response, await call.WaitAsync(handler(service, request, call.Cancellation)).ConfigureAwait(false));
    }
}
