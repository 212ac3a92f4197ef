using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>A member that is a field of a message.</summary>
/// <param name="Symbol">The member.</param>
/// <param name="Position">Its place on the wire.</param>
/// <param name="Bounds">How long it may be.</param>
internal sealed record ParsedField(ISymbol Symbol, int Position, Bounds Bounds);
