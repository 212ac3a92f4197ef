namespace RpcStack.Hosting.Internal;

/// <summary>A contract's handlers, by operation.</summary>
internal sealed class HandlerTable<TService> : ServiceBinder<TService> where TService : class
{
    private readonly Dictionary<Operation, Delegate> _handlers = [];

    public override void Unary<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, UnaryHandler<TService, TRequest, TResponse> handler) =>
        _handlers[operation] = handler;

    public override void ServerStream<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, ServerStreamHandler<TService, TRequest, TResponse> handler) =>
        _handlers[operation] = handler;

    public override void ClientStream<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        ClientStreamHandler<TService, TRequest, TItem, TResponse> handler) => _handlers[operation] = handler;

    public override void Duplex<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation, DuplexHandler<TService, TRequest, TItem, TResponse> handler) =>
        _handlers[operation] = handler;

    public UnaryHandler<TService, TRequest, TResponse> Unary<TRequest, TResponse>(Operation<TRequest, TResponse> operation) =>
        (UnaryHandler<TService, TRequest, TResponse>)_handlers[operation];

    public ServerStreamHandler<TService, TRequest, TResponse> ServerStream<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation) =>
        (ServerStreamHandler<TService, TRequest, TResponse>)_handlers[operation];

    public ClientStreamHandler<TService, TRequest, TItem, TResponse> ClientStream<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation) =>
        (ClientStreamHandler<TService, TRequest, TItem, TResponse>)_handlers[operation];

    public DuplexHandler<TService, TRequest, TItem, TResponse> Duplex<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation) =>
        (DuplexHandler<TService, TRequest, TItem, TResponse>)_handlers[operation];
}
