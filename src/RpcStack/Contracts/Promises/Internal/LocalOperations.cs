namespace RpcStack.Promises;

/// <summary>What runs a contract's operations on a local object, without any stack.</summary>
internal sealed class LocalOperations<T> : ServiceBinder<T> where T : class, IContract<T>
{
    private static readonly Lazy<Dictionary<Operation, Delegate>> Handlers = new(static () =>
    {
        var operations = new LocalOperations<T>();
        T.Bind<T>(operations);
        return operations._handlers;
    });

    private readonly Dictionary<Operation, Delegate> _handlers = [];

    private LocalOperations()
    {
    }

    public static THandler Find<THandler>(Operation operation) where THandler : Delegate =>
        (THandler)Handlers.Value[operation];

    public override void Unary<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, UnaryHandler<T, TRequest, TResponse> handler) =>
        _handlers[operation] = handler;

    public override void ServerStream<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, ServerStreamHandler<T, TRequest, TResponse> handler) =>
        _handlers[operation] = handler;

    public override void ClientStream<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation, ClientStreamHandler<T, TRequest, TItem, TResponse> handler) =>
        _handlers[operation] = handler;

    public override void Duplex<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation, DuplexHandler<T, TRequest, TItem, TResponse> handler) =>
        _handlers[operation] = handler;
}
