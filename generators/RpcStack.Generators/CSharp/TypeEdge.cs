using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>That something holds a message or union of this compilation.</summary>
/// <param name="Path">Where, from the holder: <c>Lines[]</c>.</param>
/// <param name="Type">The message's or union's definition.</param>
internal sealed record TypeEdge(string Path, INamedTypeSymbol Type);
