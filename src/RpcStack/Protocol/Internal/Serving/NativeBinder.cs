namespace RpcStack.Protocol.Internal.Serving;

/// <summary>Collects a contract's operations for the native protocol.</summary>
internal sealed class NativeBinder<TService> : ServiceBinder<TService> where TService : class
{
    private readonly Dictionary<Operation, OperationHandler> _handlers = [];

    public IReadOnlyDictionary<Operation, OperationHandler> Handlers => _handlers;

    // A contract that is extended along two ways is bound twice, to the same effect.
    public override void Unary<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, UnaryHandler<TService, TRequest, TResponse> handler) =>
        _handlers[operation] = new UnaryOperationHandler<TService, TRequest, TResponse>(operation, handler);

    public override void ServerStream<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, ServerStreamHandler<TService, TRequest, TResponse> handler) =>
        _handlers[operation] = new ServerStreamOperationHandler<TService, TRequest, TResponse>(operation, handler);

    public override void ClientStream<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        ClientStreamHandler<TService, TRequest, TItem, TResponse> handler) =>
        _handlers[operation] = new ClientStreamOperationHandler<TService, TRequest, TItem, TResponse>(operation, handler);

    public override void Duplex<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation, DuplexHandler<TService, TRequest, TItem, TResponse> handler) =>
        _handlers[operation] = new DuplexOperationHandler<TService, TRequest, TItem, TResponse>(operation, handler);
}
