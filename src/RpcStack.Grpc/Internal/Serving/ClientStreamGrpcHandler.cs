using Microsoft.AspNetCore.Http;
using RpcStack.Grpc.Internal.Wire;

namespace RpcStack.Grpc.Internal.Serving;

internal sealed class ClientStreamGrpcHandler<TService, TRequest, TItem, TResponse>(
    Operation<TRequest, TItem, TResponse> operation,
    ClientStreamHandler<TService, TRequest, TItem, TResponse> handler,
    GrpcServerOptions options,
    Func<HttpContext, TService> find,
    CancellationToken draining)
    : GrpcHandler<TService>(operation, options, find, draining)
    where TService : class
{
    private readonly ItemReader<TRequest, TItem, TResponse> _reader = new(operation);
    private readonly MessageFormat<TResponse> _response = MessageFormat<TResponse>.Of(operation.Response);

    protected override async Task ServeAsync(TService service, MessageReader body, ServedCall call, Answer answer)
    {
        TRequest request = await _reader.ReadRequestAsync(body, call).ConfigureAwait(false);
        call.Start();
        IAsyncEnumerable<TItem> items = _reader.ReadItemsAsync(body, call);
        answer.Write(_response, await call.WaitAsync(handler(service, request, items, call.Cancellation)).ConfigureAwait(false));
    }
}
