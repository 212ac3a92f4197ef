namespace RpcStack.Generators.Tests;

/// <summary>Keeps handlers by operation, each bound once.</summary>
internal sealed class HandlerTable<TService> : ServiceBinder<TService> where TService : class
{
    private readonly Dictionary<Operation, Delegate> _handlers = [];

    public THandler Find<THandler>(Operation operation) where THandler : Delegate => (THandler)_handlers[operation];

    public override void Unary<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, UnaryHandler<TService, TRequest, TResponse> handler) =>
        _handlers.Add(operation, handler);

    public override void ServerStream<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, ServerStreamHandler<TService, TRequest, TResponse> handler) =>
        _handlers.Add(operation, handler);

    public override void ClientStream<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        ClientStreamHandler<TService, TRequest, TItem, TResponse> handler) => _handlers.Add(operation, handler);

    public override void Duplex<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        DuplexHandler<TService, TRequest, TItem, TResponse> handler) => _handlers.Add(operation, handler);
}
