namespace RpcStack.Evolution;

/// <summary>An operation: what goes to the server, and what comes back.</summary>
internal sealed class SchemaOperation(
    int ordinal,
    string name,
    OperationSemantics semantics,
    MessageType request,
    SchemaType? item,
    SchemaType response,
    bool answersWithStream,
    IEnumerable<TypeReference> faults)
{
    public int Ordinal { get; } = ordinal;

    public string Name { get; } = name;

    public OperationSemantics Semantics { get; } = semantics;

    public MessageType Request { get; } = request;

    /// <summary>An item of the stream that it takes, if it takes one.</summary>
    public SchemaType? Item { get; } = item;

    /// <summary>The result, or an item of the stream that is the result.</summary>
    public SchemaType Response { get; } = response;

    public OperationKind Kind { get; } = (item is null, answersWithStream) switch
    {
        (true, false) => OperationKind.Unary,
        (true, true) => OperationKind.ServerStream,
        (false, false) => OperationKind.ClientStream,
        (false, true) => OperationKind.Duplex,
    };

    public IReadOnlyList<TypeReference> Faults { get; } = [.. faults.OrderBy(f => f.Name, StringComparer.Ordinal)];
}
