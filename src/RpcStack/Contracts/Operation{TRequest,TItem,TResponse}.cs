using RpcStack.Marshalling;

namespace RpcStack;

/// <summary>An operation that takes a stream: <see cref="OperationKind.ClientStream"/> or
/// <see cref="OperationKind.Duplex"/>.</summary>
/// <typeparam name="TRequest">The parameters but the stream, as in <see cref="Operation{TRequest,TResponse}"/>.</typeparam>
/// <typeparam name="TItem">An item of the stream that it takes.</typeparam>
/// <typeparam name="TResponse">The result's type, an item's type, or <see cref="Unit"/>.</typeparam>
public sealed class Operation<TRequest, TItem, TResponse> : Operation<TRequest, TResponse>
{
    /// <summary>Describes an operation.</summary>
    public Operation(
        int ordinal,
        string name,
        OperationKind kind,
        Marshaller<TRequest> request,
        Marshaller<TItem> item,
        Marshaller<TResponse> response)
        : base(ordinal, name, kind, request, response)
    {
        ArgumentNullException.ThrowIfNull(item);
        Item = item;
    }

    /// <summary>Marshals an item of the stream that it takes.</summary>
    public Marshaller<TItem> Item { get; }

    /// <inheritdoc/>
    public override Shape ItemShape => Item.Shape;

    /// <inheritdoc/>
    public override TResult Accept<TResult>(IOperationVisitor<TResult> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return visitor.Visit(this);
    }
}
