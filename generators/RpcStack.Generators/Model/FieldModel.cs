namespace RpcStack.Generators.Model;

/// <summary>A field of a message.</summary>
/// <param name="Position">Its place on the wire.</param>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Member">The member that holds it, as C# writes it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Argument">The constructor's parameter that takes it, as C# writes it, or null.</param>
/// <param name="IsInitialized">Whether an object initializer sets it.</param>
/// <param name="IsForgiven">Whether the parameter takes no null where the member may hold it.</param>
internal sealed record FieldModel(
    int Position,
    string Name,
    string Member,
    TypeModel Type,
    string? Argument = null,
    bool IsInitialized = false,
    bool IsForgiven = false);
