namespace RpcStack;

/// <summary>A binder before another; overrides the kinds of operations that concern it and hands on the rest.</summary>
public abstract class BinderInterceptor<TService>(ServiceBinder<TService> next) : ServiceBinder<TService>
    where TService : class
{
    /// <summary>The binder that takes the handlers.</summary>
    protected ServiceBinder<TService> Next { get; } = next;

    /// <inheritdoc/>
    public override void Unary<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, UnaryHandler<TService, TRequest, TResponse> handler) =>
        Next.Unary(operation, handler);

    /// <inheritdoc/>
    public override void ServerStream<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, ServerStreamHandler<TService, TRequest, TResponse> handler) =>
        Next.ServerStream(operation, handler);

    /// <inheritdoc/>
    public override void ClientStream<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        ClientStreamHandler<TService, TRequest, TItem, TResponse> handler) =>
        Next.ClientStream(operation, handler);

    /// <inheritdoc/>
    public override void Duplex<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation, DuplexHandler<TService, TRequest, TItem, TResponse> handler) =>
        Next.Duplex(operation, handler);
}
