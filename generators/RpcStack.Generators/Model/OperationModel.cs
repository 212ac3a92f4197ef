namespace RpcStack.Generators.Model;

/// <summary>An operation of a contract.</summary>
/// <param name="Ordinal">Its number within the contract.</param>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Field">The name of its descriptor, as C# writes it.</param>
/// <param name="Kind">A member of OperationKind.</param>
/// <param name="Semantics">A member of OperationSemantics, or null for the default.</param>
/// <param name="Request">Its parameters.</param>
/// <param name="Item">An item of the stream that it takes, or null.</param>
/// <param name="Response">Its result, or an item of the stream that is its result.</param>
/// <param name="Promised">The contract of its result in C#, where that is an object by reference; null otherwise.</param>
/// <param name="Faults">The faults that it declares.</param>
/// <param name="Method">The C# method.</param>
/// <param name="Codecs">The codecs that only this operation needs.</param>
/// <param name="Bounds">The bounds that they name.</param>
internal sealed record OperationModel(
    int Ordinal,
    string Name,
    string Field,
    string Kind,
    string? Semantics,
    TypeModel Request,
    TypeModel? Item,
    TypeModel Response,
    string? Promised,
    EquatableArray<TypeModel> Faults,
    MethodModel Method,
    EquatableArray<MessageModel> Codecs,
    EquatableArray<BoundModel> Bounds);
