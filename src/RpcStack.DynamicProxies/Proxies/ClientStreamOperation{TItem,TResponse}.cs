using RpcStack.DynamicProxies.Contracts;

namespace RpcStack.DynamicProxies.Proxies;

internal sealed class ClientStreamOperation<TItem, TResponse>(Operation<object?[], TItem, TResponse> operation, MethodShape shape)
    : DynamicOperation(operation, shape)
{
    public override object Call(DynamicStub stub, object?[] arguments)
    {
        object?[] request = Request(arguments);
        IAsyncEnumerable<TItem> items = Items<TItem>(arguments);
        if (operation is Operation<object?[], TItem, Unit> noResult && Method.ReturnType.IsGenericType is false)
        {
            ValueTask done = stub.ClientStreamAsync(noResult, request, items, Cancel(arguments));
            return ReturnsTask ? done.AsTask() : done;
        }

        ValueTask<TResponse> call = stub.ClientStreamAsync(operation, request, items, Cancel(arguments));
        return ReturnsTask ? call.AsTask() : call;
    }

    public override void Bind<TService>(ServiceBinder<TService> binder)
    {
        var run = Compile<Func<object, object?[], IAsyncEnumerable<TItem>, CancellationToken, ValueTask<TResponse>>>(
            typeof(TItem), typeof(ValueTask<TResponse>));
        binder.ClientStream(operation, (service, request, items, cancel) => run(service.Target, request, items, cancel));
    }
}
