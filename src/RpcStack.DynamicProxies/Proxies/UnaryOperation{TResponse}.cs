using RpcStack.DynamicProxies.Contracts;

namespace RpcStack.DynamicProxies.Proxies;

internal sealed class UnaryOperation<TResponse>(Operation<object?[], TResponse> operation, MethodShape shape)
    : DynamicOperation(operation, shape)
{
    public override object Call(DynamicStub stub, object?[] arguments)
    {
        if (operation is Operation<object?[], Unit> noResult && Method.ReturnType.IsGenericType is false)
        {
            ValueTask done = stub.UnaryAsync(noResult, Request(arguments), Cancel(arguments));
            return ReturnsTask ? done.AsTask() : done;
        }

        ValueTask<TResponse> call = stub.UnaryAsync(operation, Request(arguments), Cancel(arguments));
        return ReturnsTask ? call.AsTask() : call;
    }

    public override void Bind<TService>(ServiceBinder<TService> binder)
    {
        var run = Compile<Func<object, object?[], CancellationToken, ValueTask<TResponse>>>(null, typeof(ValueTask<TResponse>));
        binder.Unary(operation, (service, request, cancel) => run(service.Target, request, cancel));
    }
}
