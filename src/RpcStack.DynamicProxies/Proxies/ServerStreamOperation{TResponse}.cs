using RpcStack.DynamicProxies.Contracts;

namespace RpcStack.DynamicProxies.Proxies;

internal sealed class ServerStreamOperation<TResponse>(Operation<object?[], TResponse> operation, MethodShape shape)
    : DynamicOperation(operation, shape)
{
    public override object Call(DynamicStub stub, object?[] arguments) =>
        stub.ServerStreamAsync(operation, Request(arguments), Cancel(arguments));

    public override void Bind<TService>(ServiceBinder<TService> binder)
    {
        var run = Compile<Func<object, object?[], CancellationToken, IAsyncEnumerable<TResponse>>>(
            null, typeof(IAsyncEnumerable<TResponse>));
        binder.ServerStream(operation, (service, request, cancel) => run(service.Target, request, cancel));
    }
}
