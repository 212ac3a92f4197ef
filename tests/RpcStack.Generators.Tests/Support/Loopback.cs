using RpcStack.Marshalling;

namespace RpcStack.Generators.Tests;

/// <summary>A whole stack in a page: requests and responses go through a wire format and nothing else.</summary>
internal sealed class Loopback<TService>(WireFormat format, TService service) : RpcChannel
    where TService : class
{
    private readonly HandlerTable<TService> _handlers = new();

    /// <summary>Where a contract's handlers go.</summary>
    public ServiceBinder<TService> Binder => _handlers;

    public override async ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel)
    {
        var handler = _handlers.Find<UnaryHandler<TService, TRequest, TResponse>>(operation);
        return Copy(operation.Response, await handler(service, Copy(operation.Request, request), cancel));
    }

    public override IAsyncEnumerable<TResponse> ServerStreamAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel)
    {
        var handler = _handlers.Find<ServerStreamHandler<TService, TRequest, TResponse>>(operation);
        return Copy(operation.Response, handler(service, Copy(operation.Request, request), cancel));
    }

    public override async ValueTask<TResponse> ClientStreamAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel)
    {
        var handler = _handlers.Find<ClientStreamHandler<TService, TRequest, TItem, TResponse>>(operation);
        TRequest received = Copy(operation.Request, request);
        return Copy(operation.Response, await handler(service, received, Copy(operation.Item, items), cancel));
    }

    public override IAsyncEnumerable<TResponse> DuplexAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel)
    {
        var handler = _handlers.Find<DuplexHandler<TService, TRequest, TItem, TResponse>>(operation);
        TRequest received = Copy(operation.Request, request);
        return Copy(operation.Response, handler(service, received, Copy(operation.Item, items), cancel));
    }

    public override ValueTask DisposeAsync() => default;

    private T Copy<T>(Marshaller<T> marshaller, T value) => Wire.Copy(format, marshaller, value);

    private async IAsyncEnumerable<T> Copy<T>(Marshaller<T> marshaller, IAsyncEnumerable<T> items)
    {
        await foreach (T item in items) yield return Copy(marshaller, item);
    }
}
