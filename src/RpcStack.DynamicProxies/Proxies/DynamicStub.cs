namespace RpcStack.DynamicProxies.Proxies;

/// <summary>A stub whose operations are found out at run time.</summary>
internal abstract class DynamicStub(RpcChannel channel, RpcTarget target) : RpcStub(channel, target)
{
    public ValueTask<TResponse> UnaryAsync<TResponse>(
        Operation<object?[], TResponse> operation, object?[] request, CancellationToken cancel) => CallAsync(operation, request, cancel);

    public ValueTask UnaryAsync(Operation<object?[], Unit> operation, object?[] request, CancellationToken cancel) =>
        CallAsync(operation, request, cancel);

    public IAsyncEnumerable<TResponse> ServerStreamAsync<TResponse>(
        Operation<object?[], TResponse> operation, object?[] request, CancellationToken cancel) => StreamAsync(operation, request, cancel);

    public ValueTask<TResponse> ClientStreamAsync<TItem, TResponse>(
        Operation<object?[], TItem, TResponse> operation, object?[] request, IAsyncEnumerable<TItem> items, CancellationToken cancel) =>
        CallAsync(operation, request, items, cancel);

    public ValueTask ClientStreamAsync<TItem>(
        Operation<object?[], TItem, Unit> operation, object?[] request, IAsyncEnumerable<TItem> items, CancellationToken cancel) =>
        CallAsync(operation, request, items, cancel);

    public IAsyncEnumerable<TResponse> DuplexAsync<TItem, TResponse>(
        Operation<object?[], TItem, TResponse> operation, object?[] request, IAsyncEnumerable<TItem> items, CancellationToken cancel) =>
        StreamAsync(operation, request, items, cancel);
}
