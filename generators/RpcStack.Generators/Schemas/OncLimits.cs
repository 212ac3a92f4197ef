using Microsoft.CodeAnalysis;
using RpcStack.Generators.CSharp;
using RpcStack.Marshalling;

namespace RpcStack.Generators.Schemas;

/// <summary>Finds what an ONC RPC program asks for and its wire has not: streams, and references.</summary>
internal static class OncLimits
{
    /// <summary>The first place of each operation, and what is wrong with it; those that are inherited are told of at the contract.</summary>
    public static IEnumerable<(ISymbol Place, string Operation, string Reason)> Of(
        INamedTypeSymbol contract, IEnumerable<INamedTypeSymbol> bases, KnownSymbols known)
    {
        if (!contract.Has(known.OncProgramAttribute)) yield break;
        foreach (INamedTypeSymbol declaring in bases.Prepend(contract))
        {
            ParsedOperations operations = known.ParseOperations(declaring);
            if (!operations.IsWhole) continue;
            foreach (OperationIdentity identity in operations.Identities)
                if (Find(identity.Method, known) is var (place, reason))
                    yield return (declaring.SameAs(contract) ? place : contract, $"{declaring.Name}.{identity.Method.Name}", reason);
        }
    }

    private static (ISymbol Place, string Reason)? Find(IMethodSymbol method, KnownSymbols known)
    {
        MethodShape shape = MethodShape.Of(method, known, out _)!;
        if (shape.Stream is { } stream) return (stream, $"'{stream.Name}' is a stream");
        if (shape.Kind != "Unary") return (method, "the result is a stream");
        var shapes = new ShapeReader(known);
        foreach (IParameterSymbol parameter in shape.Fields)
            if (HoldsReference(shapes, parameter.Type)) return (parameter, $"'{parameter.Name}' is or holds a reference");
        return shape.Result is { } result && HoldsReference(shapes, result) ? (method, "the result is or holds a reference") : null;
    }

    private static bool HoldsReference(ShapeReader shapes, ITypeSymbol type)
    {
        try
        {
            return References.AreIn(shapes.Read(type, Bounds.None));
        }
        catch (NotSupportedException)
        {
            // A type that nests without end never ends up on a wire.
            return false;
        }
    }
}
