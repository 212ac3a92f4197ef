namespace RpcStack;

/// <summary>
/// A channel before another: logging, retry, tracing and the like override the calls that concern them and leave the rest.
/// </summary>
public abstract class ChannelInterceptor(RpcChannel next) : RpcChannel
{
    /// <summary>The channel that does the work.</summary>
    protected RpcChannel Next { get; } = next;

    /// <inheritdoc/>
    public override RpcTarget Locate(ContractDescriptor contract, string name) => Next.Locate(contract, name);

    /// <inheritdoc/>
    public override ValueTask<RpcTarget> CastAsync(RpcTarget target, ContractDescriptor contract, CancellationToken cancel) =>
        Next.CastAsync(target, contract, cancel);

    /// <inheritdoc/>
    public override ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel) => Next.UnaryAsync(operation, target, request, options, cancel);

    /// <inheritdoc/>
    public override IAsyncEnumerable<TResponse> ServerStreamAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel) => Next.ServerStreamAsync(operation, target, request, options, cancel);

    /// <inheritdoc/>
    public override ValueTask<TResponse> ClientStreamAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel) => Next.ClientStreamAsync(operation, target, request, items, options, cancel);

    /// <inheritdoc/>
    public override IAsyncEnumerable<TResponse> DuplexAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel) => Next.DuplexAsync(operation, target, request, items, options, cancel);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Next.DisposeAsync();
    }
}
