namespace RpcStack.Generators.Model;

/// <summary>A type that travels.</summary>
/// <param name="Name">The type in C#, with its nullability.</param>
/// <param name="Codec">Its codec in C#.</param>
/// <param name="Form">How its locals are declared and completed.</param>
/// <param name="IsNullableReference">Whether <paramref name="Name"/> is a reference type that ends in a question mark.</param>
/// <param name="IsBareMessage">Whether its codec writes a message, so that it may stand alone as a response.</param>
/// <param name="Empty">The expression for its empty value, where it has one.</param>
internal sealed record TypeModel(
    string Name,
    string Codec,
    TypeForm Form,
    bool IsNullableReference = false,
    bool IsBareMessage = false,
    string? Empty = null)
{
    /// <summary>The type that <c>ref</c> arguments to its codec's Decode have.</summary>
    public string Variable => Form is TypeForm.Emptiable or TypeForm.RequiredReference or TypeForm.Parameter
        ? Name + "?"
        : Name;

    /// <summary>Whether its codec's Decode promises a value where null may have stood.</summary>
    public bool IsReference => Form is TypeForm.Emptiable or TypeForm.RequiredReference || IsNullableReference;
}
