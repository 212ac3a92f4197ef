using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>Why a type cannot be marshalled.</summary>
/// <param name="Path">Where, from the holder: <c>Tags[]</c>.</param>
/// <param name="Type">The type, for people.</param>
/// <param name="Reason">Why, or null where the compiler has said it already.</param>
/// <param name="Unmarked">The declaration that could be an [RpcMessage], if there is one.</param>
internal sealed record TypeFailure(string Path, string Type, string? Reason, Location? Unmarked = null);
