using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace RpcStack.Hosting.Internal;

/// <summary>
/// A stack without a wire: each call runs, in this process, on an object of its own from a scope of its own. Its stub is what
/// a server maps for a scoped service.
/// </summary>
internal sealed class ScopedChannel<TContract> : RpcChannel where TContract : class, IContract<TContract>
{
    private readonly HandlerTable<TContract> _handlers = new();
    private readonly Type _service;
    private readonly IServiceScopeFactory _scopes;

    private ScopedChannel(Type service, IServiceScopeFactory scopes)
    {
        TContract.Bind(_handlers);
        _service = service;
        _scopes = scopes;
    }

    public static TContract StubOf(Type service, IServiceScopeFactory scopes) =>
        new ScopedChannel<TContract>(service, scopes).Get<TContract>();

    public override async ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel)
    {
        AsyncServiceScope scope = _scopes.CreateAsyncScope();
        await using ConfiguredAsyncDisposable _ = scope.ConfigureAwait(false);
        return await _handlers.Unary(operation)(Resolve(scope), request, cancel).ConfigureAwait(false);
    }

    public override async IAsyncEnumerable<TResponse> ServerStreamAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        AsyncServiceScope scope = _scopes.CreateAsyncScope();
        await using ConfiguredAsyncDisposable _ = scope.ConfigureAwait(false);
        await foreach (TResponse item in _handlers.ServerStream(operation)(Resolve(scope), request, cancel).ConfigureAwait(false))
            yield return item;
    }

    public override async ValueTask<TResponse> ClientStreamAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel)
    {
        AsyncServiceScope scope = _scopes.CreateAsyncScope();
        await using ConfiguredAsyncDisposable _ = scope.ConfigureAwait(false);
        return await _handlers.ClientStream(operation)(Resolve(scope), request, items, cancel).ConfigureAwait(false);
    }

    public override async IAsyncEnumerable<TResponse> DuplexAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        AsyncServiceScope scope = _scopes.CreateAsyncScope();
        await using ConfiguredAsyncDisposable _ = scope.ConfigureAwait(false);
        await foreach (TResponse item in _handlers.Duplex(operation)(Resolve(scope), request, items, cancel).ConfigureAwait(false))
            yield return item;
    }

    public override ValueTask DisposeAsync() => default;

    private TContract Resolve(AsyncServiceScope scope) => (TContract)scope.ServiceProvider.GetRequiredService(_service);
}
