namespace RpcStack;

/// <summary>
/// The server half of a stack: is handed each operation of a contract with the handler that runs it. It is asked once
/// for a contract; the handler is given the object to run on, so a million exported objects share one table.
/// </summary>
/// <typeparam name="TService">The contract, or a type that implements it.</typeparam>
public abstract class ServiceBinder<TService> where TService : class
{
    /// <summary>Takes a unary operation.</summary>
    public abstract void Unary<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, UnaryHandler<TService, TRequest, TResponse> handler);

    /// <summary>Takes an operation that answers with a stream.</summary>
    public abstract void ServerStream<TRequest, TResponse>(
        Operation<TRequest, TResponse> operation, ServerStreamHandler<TService, TRequest, TResponse> handler);

    /// <summary>Takes an operation that reads a stream.</summary>
    public abstract void ClientStream<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation,
        ClientStreamHandler<TService, TRequest, TItem, TResponse> handler);

    /// <summary>Takes an operation that reads a stream and answers with one.</summary>
    public abstract void Duplex<TRequest, TItem, TResponse>(
        Operation<TRequest, TItem, TResponse> operation, DuplexHandler<TService, TRequest, TItem, TResponse> handler);
}
