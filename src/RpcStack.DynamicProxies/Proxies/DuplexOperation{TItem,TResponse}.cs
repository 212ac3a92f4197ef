using RpcStack.DynamicProxies.Contracts;

namespace RpcStack.DynamicProxies.Proxies;

internal sealed class DuplexOperation<TItem, TResponse>(Operation<object?[], TItem, TResponse> operation, MethodShape shape)
    : DynamicOperation(operation, shape)
{
    public override object Call(DynamicStub stub, object?[] arguments) =>
        stub.DuplexAsync(operation, Request(arguments), Items<TItem>(arguments), Cancel(arguments));

    public override void Bind<TService>(ServiceBinder<TService> binder)
    {
        var run = Compile<Func<object, object?[], IAsyncEnumerable<TItem>, CancellationToken, IAsyncEnumerable<TResponse>>>(
            typeof(TItem), typeof(IAsyncEnumerable<TResponse>));
        binder.Duplex(operation, (service, request, items, cancel) => run(service.Target, request, items, cancel));
    }
}
