namespace RpcStack.Generators.CSharp;

/// <summary>Why a type cannot be marshalled.</summary>
/// <param name="Path">Where, from the holder: <c>Tags[]</c>.</param>
/// <param name="Type">The type, for people.</param>
/// <param name="Reason">Why, or null where the compiler has said it already.</param>
internal sealed record TypeFailure(string Path, string Type, string? Reason);
