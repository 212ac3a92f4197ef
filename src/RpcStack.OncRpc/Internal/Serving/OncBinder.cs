namespace RpcStack.OncRpc.Internal.Serving;

/// <summary>Collects a contract's operations by their procedure numbers.</summary>
internal sealed class OncBinder<TService>(TService service) : ServiceBinder<TService> where TService : class
{
    private readonly Dictionary<uint, Procedure> _procedures = [];

    public IReadOnlyDictionary<uint, Procedure> Procedures => _procedures;

    // A contract that is extended along two ways is bound twice, to the same effect.
    public override void Unary<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, UnaryHandler<TService, TRequest, TResponse> handler) =>
        _procedures[(uint)operation.Ordinal] = new Procedure<TService, TRequest, TResponse>(service, operation, handler);

    public override void ServerStream<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, ServerStreamHandler<TService, TRequest, TResponse> handler) =>
        throw Unsupported(operation);

    public override void ClientStream<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        ClientStreamHandler<TService, TRequest, TItem, TResponse> handler) => throw Unsupported(operation);

    public override void Duplex<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation, DuplexHandler<TService, TRequest, TItem, TResponse> handler) =>
        throw Unsupported(operation);

    // Whoever maps a contract has been told before.
    private static NotSupportedException Unsupported(Operation operation) => new($"{operation} has a stream.");
}
