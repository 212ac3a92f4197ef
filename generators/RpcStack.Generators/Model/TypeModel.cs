namespace RpcStack.Generators.Model;

/// <summary>A type that travels.</summary>
/// <param name="Name">The type in C#, with its nullability.</param>
/// <param name="Codec">Its codec in C#.</param>
/// <param name="Form">How its locals are declared and completed.</param>
/// <param name="IsNullable">Whether a value may be null.</param>
/// <param name="IsBareMessage">Whether its codec writes a message, so that it may stand alone as a response.</param>
/// <param name="Empty">The expression for its empty value, where it has one.</param>
internal sealed record TypeModel(
    string Name,
    string Codec,
    TypeForm Form,
    bool IsNullable = false,
    bool IsBareMessage = false,
    string? Empty = null)
{
    /// <summary>The type that <c>ref</c> arguments to its codec's Decode have.</summary>
    public string Variable => Form is TypeForm.Emptiable or TypeForm.RequiredReference or TypeForm.Parameter
        ? Name + "?"
        : Name;

    /// <summary>Whether a local of it may hold null, before decoding at least.</summary>
    public bool CanHoldNull => Form is TypeForm.Emptiable or TypeForm.RequiredReference || IsNullable;
}
