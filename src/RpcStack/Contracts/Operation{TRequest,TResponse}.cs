using RpcStack.Marshalling;

namespace RpcStack;

/// <summary>An operation without a stream of requests: <see cref="OperationKind.Unary"/> or
/// <see cref="OperationKind.ServerStream"/>.</summary>
/// <typeparam name="TRequest">The one parameter's type, a tuple of several, or <see cref="Unit"/>.</typeparam>
/// <typeparam name="TResponse">The result's type, an item's type, or <see cref="Unit"/>.</typeparam>
public class Operation<TRequest, TResponse> : Operation
{
    /// <summary>Describes an operation.</summary>
    public Operation(int ordinal, string name, OperationKind kind, Marshaller<TRequest> request, Marshaller<TResponse> response)
        : base(ordinal, name, kind)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(response);
        Request = request;
        Response = response;
    }

    /// <summary>Marshals the parameters.</summary>
    public Marshaller<TRequest> Request { get; }

    /// <summary>Marshals the result, or an item of the stream that is the result.</summary>
    public Marshaller<TResponse> Response { get; }

    /// <inheritdoc/>
    public sealed override Shape RequestShape => Request.Shape;

    /// <inheritdoc/>
    public sealed override Shape ResponseShape => Response.Shape;

    /// <inheritdoc/>
    public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return visitor.Visit(this);
    }
}
