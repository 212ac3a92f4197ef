using Microsoft.AspNetCore.Http;

namespace RpcStack.Grpc.Internal.Serving;

/// <summary>Collects a contract's operations, under the names by which gRPC calls them.</summary>
internal sealed class GrpcBinder<TService>(
    GrpcServerOptions options, Func<HttpContext, TService> find, CancellationToken draining) : ServiceBinder<TService>
    where TService : class
{
    private readonly Dictionary<string, GrpcHandler<TService>> _handlers = new(StringComparer.Ordinal);

    /// <summary>The handlers, by the operations' names.</summary>
    public IReadOnlyDictionary<string, GrpcHandler<TService>> Handlers => _handlers;

    public override void Unary<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, UnaryHandler<TService, TRequest, TResponse> handler) =>
        Add(new UnaryGrpcHandler<TService, TRequest, TResponse>(operation, handler, options, find, draining));

    public override void ServerStream<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, ServerStreamHandler<TService, TRequest, TResponse> handler) =>
        Add(new ServerStreamGrpcHandler<TService, TRequest, TResponse>(operation, handler, options, find, draining));

    public override void ClientStream<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        ClientStreamHandler<TService, TRequest, TItem, TResponse> handler) =>
        Add(new ClientStreamGrpcHandler<TService, TRequest, TItem, TResponse>(operation, handler, options, find, draining));

    public override void Duplex<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation, DuplexHandler<TService, TRequest, TItem, TResponse> handler) =>
        Add(new DuplexGrpcHandler<TService, TRequest, TItem, TResponse>(operation, handler, options, find, draining));

    // A contract that is extended along two ways is bound twice, to the same effect.
    private void Add(GrpcHandler<TService> handler)
    {
        Operation operation = handler.Operation;
        if (_handlers.TryAdd(operation.Name, handler) || _handlers[operation.Name].Operation == operation) return;
        throw new ArgumentException(
            $"gRPC calls operations by their names, and {operation} and {_handlers[operation.Name].Operation} have the same.");
    }
}
