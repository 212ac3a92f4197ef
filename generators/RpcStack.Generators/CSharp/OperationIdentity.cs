using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.CSharp;

/// <summary>How an operation is told from the contract's others.</summary>
/// <param name="Method">The method.</param>
/// <param name="Ordinal">Its number.</param>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Field">The identifier of its descriptor.</param>
internal sealed record OperationIdentity(IMethodSymbol Method, int Ordinal, string Name, string Field);
