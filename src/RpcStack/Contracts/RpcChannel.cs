namespace RpcStack;

/// <summary>
/// The client half of a stack: a way to reach objects. A stub turns a method call into one of these four calls; an
/// interceptor is a channel before another (<see cref="ChannelInterceptor"/>).
/// </summary>
/// <remarks>
/// Calls may be made from any thread at any time and overlap freely. A call throws or ends with an
/// <see cref="RpcException"/>, with a fault of its contract, or with <see cref="OperationCanceledException"/> if and only
/// if its token was cancelled. What a stack's wire cannot say ends with <see cref="RpcStatus.Unimplemented"/>.
/// </remarks>
public abstract class RpcChannel : IAsyncDisposable
{
    /// <summary>A stub for the service that offers <typeparamref name="T"/>. Costs no round trip.</summary>
    /// <param name="name">The service's name; the contract's own unless given.</param>
    public T Get<T>(string? name = null) where T : class, IContract<T> =>
        T.CreateStub(Outermost, Locate(T.Descriptor, name ?? T.Descriptor.Name));

    /// <summary>What stubs call: this, or what stands before it.</summary>
    internal virtual RpcChannel Outermost => this;

    /// <summary>Makes what a stub for a service points at.</summary>
    public virtual RpcTarget Locate(ContractDescriptor contract, string name) => new(contract, name);

    /// <summary>What a stub of the same object by another contract points at; the peer is asked whether it has that.</summary>
    /// <exception cref="InvalidCastException">It does not.</exception>
    /// <exception cref="RpcException">The peer could not be asked, or the stack has no way to.</exception>
    public virtual ValueTask<RpcTarget> CastAsync(RpcTarget target, ContractDescriptor contract, CancellationToken cancel) =>
        throw new RpcException(
            RpcStatus.Unimplemented, $"{GetType().Name} cannot ask whether '{target}' is a {contract}.", RpcPhase.Resolve);

    /// <summary>Sends a request and awaits its response; an <see cref="OperationSemantics.Oneway"/> one is only sent.</summary>
    public abstract ValueTask<TResponse> UnaryAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel);

    /// <summary>Sends a request and reads a stream of items.</summary>
    public virtual IAsyncEnumerable<TResponse> ServerStreamAsync<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation,
        RpcTarget target,
        TRequest request,
        CallOptions options,
        CancellationToken cancel) => throw Unsupported(operation);

    /// <summary>Sends a request and a stream of items, and awaits a response.</summary>
    public virtual ValueTask<TResponse> ClientStreamAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel) => throw Unsupported(operation);

    /// <summary>Sends a request and a stream of items, and reads a stream of items.</summary>
    public virtual IAsyncEnumerable<TResponse> DuplexAsync<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        RpcTarget target,
        TRequest request,
        IAsyncEnumerable<TItem> items,
        CallOptions options,
        CancellationToken cancel) => throw Unsupported(operation);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    private RpcException Unsupported(Operation operation) => new(
        RpcStatus.Unimplemented,
        $"{operation}: {GetType().Name} does not carry {operation.Kind} operations.",
        RpcPhase.Dispatch);
}
