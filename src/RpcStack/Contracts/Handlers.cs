namespace RpcStack;

/// <summary>Runs a unary operation.</summary>
public delegate ValueTask<TResponse> UnaryHandler<in TService, in TRequest, TResponse>(
    TService service, TRequest request, CancellationToken cancel);

/// <summary>Runs an operation that answers with a stream.</summary>
public delegate IAsyncEnumerable<TResponse> ServerStreamHandler<in TService, in TRequest, out TResponse>(
    TService service, TRequest request, CancellationToken cancel);

/// <summary>Runs an operation that reads a stream.</summary>
public delegate ValueTask<TResponse> ClientStreamHandler<in TService, in TRequest, in TItem, TResponse>(
    TService service, TRequest request, IAsyncEnumerable<TItem> items, CancellationToken cancel);

/// <summary>Runs an operation that reads a stream and answers with one.</summary>
public delegate IAsyncEnumerable<TResponse> DuplexHandler<in TService, in TRequest, in TItem, out TResponse>(
    TService service, TRequest request, IAsyncEnumerable<TItem> items, CancellationToken cancel);
