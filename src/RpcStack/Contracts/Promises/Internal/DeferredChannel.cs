using System.Runtime.CompilerServices;

namespace RpcStack.Promises;

/// <summary>Calls an object that is not there yet, once it is: on its own channel, or, where it is a local one, directly.</summary>
internal sealed class DeferredChannel<T>(DeferredObject<T> deferred) : RpcChannel where T : class, IContract<T>
{
    public override ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel) => deferred.CallAsync(operation, service => service is RpcStub stub
            ? stub.Channel.UnaryAsync(operation, stub.Target, request, options, cancel)
            : LocalOperations<T>.Find<UnaryHandler<T, TRequest, TResponse>>(operation)(service, request, cancel));

    public override async IAsyncEnumerable<TResponse> ServerStreamAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        T service = await deferred.GetAsync(operation, cancel).ConfigureAwait(false);
        IAsyncEnumerable<TResponse> items = service is RpcStub stub
            ? stub.Channel.ServerStreamAsync(operation, stub.Target, request, options, cancel)
            : LocalOperations<T>.Find<ServerStreamHandler<T, TRequest, TResponse>>(operation)(service, request, cancel);
        await foreach (TResponse item in items.WithCancellation(cancel).ConfigureAwait(false)) yield return item;
    }

    public override ValueTask<TResponse> ClientStreamAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel) => deferred.CallAsync(operation, service => service is RpcStub stub
            ? stub.Channel.ClientStreamAsync(operation, stub.Target, request, items, options, cancel)
            : LocalOperations<T>.Find<ClientStreamHandler<T, TRequest, TItem, TResponse>>(operation)(
                service, request, items, cancel));

    public override async IAsyncEnumerable<TResponse> DuplexAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        T service = await deferred.GetAsync(operation, cancel).ConfigureAwait(false);
        IAsyncEnumerable<TResponse> answers = service is RpcStub stub
            ? stub.Channel.DuplexAsync(operation, stub.Target, request, items, options, cancel)
            : LocalOperations<T>.Find<DuplexHandler<T, TRequest, TItem, TResponse>>(operation)(service, request, items, cancel);
        await foreach (TResponse answer in answers.WithCancellation(cancel).ConfigureAwait(false)) yield return answer;
    }

    public override ValueTask DisposeAsync() => default;
}
