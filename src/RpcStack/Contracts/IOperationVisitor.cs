namespace RpcStack;

/// <summary>Code that works on any operation, and needs its types: a tool that calls from JSON, an exporter.</summary>
public interface IOperationVisitor<out TResult>
{
    /// <summary>Visits an operation without a stream of requests.</summary>
    TResult Visit<TRequest, TResponse>(Operation<TRequest, TResponse> operation);

    /// <summary>Visits an operation that takes a stream.</summary>
    TResult Visit<TRequest, TItem, TResponse>(Operation<TRequest, TItem, TResponse> operation);
}
