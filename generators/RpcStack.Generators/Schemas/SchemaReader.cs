using Microsoft.CodeAnalysis;
using RpcStack.Evolution;
using RpcStack.Generators.CSharp;
using RpcStack.Marshalling;

namespace RpcStack.Generators.Schemas;

/// <summary>Reads from contracts' symbols the schema that their descriptors will have at run time.</summary>
internal sealed class SchemaReader(KnownSymbols known)
{
    private readonly ShapeReader _shapes = new(known);
    private readonly ShapeNames _names = new();

    /// <summary>The schema of a contract and those that it extends; null where one of them cannot be called.</summary>
    public ContractSchema? Read(INamedTypeSymbol contract) => Read([.. WithBases(contract)]);

    /// <summary>
    /// The schema of all contracts and those that they extend, by name, one that mirrors another once; null where one cannot
    /// be called.
    /// </summary>
    public ContractSchema? ReadAll(IEnumerable<INamedTypeSymbol> contracts) => Read(
    [
        .. contracts.SelectMany(WithBases)
            .Distinct(SymbolEqualityComparer.Default)
            .Cast<INamedTypeSymbol>()
            .GroupBy(contract => Naming.WireName(contract, known))
            .OrderBy(namesakes => namesakes.Key, StringComparer.Ordinal)
            .Select(namesakes => namesakes.First()),
    ]);

    private ContractSchema? Read(List<INamedTypeSymbol> all)
    {
        if (!all.All(IsWhole)) return null;
        try
        {
            List<SchemaContract> read = [.. all.Select(Contract)];
            return new(read, _names.Complete());
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException)
        {
            // A type that nests without end, or too deep for a text, has no schema at run time either.
            return null;
        }
    }

    /// <summary>The declarations of the types that were read, by their names in the text.</summary>
    public IReadOnlyDictionary<string, INamedTypeSymbol> Types()
    {
        Dictionary<string, INamedTypeSymbol> types = [];
        foreach (KeyValuePair<Shape, INamedTypeSymbol> one in _shapes.Symbols)
            types[_names.Name(one.Key).Name] = one.Value.OriginalDefinition;
        return types;
    }

    // In the order of ContractDescriptor.Contracts.
    private IEnumerable<INamedTypeSymbol> WithBases(INamedTypeSymbol contract) =>
        ContractBases.Of(contract, known, []).Direct
            .SelectMany(WithBases)
            .Prepend(contract)
            .Distinct(SymbolEqualityComparer.Default)
            .Cast<INamedTypeSymbol>();

    private bool IsWhole(INamedTypeSymbol contract) =>
        ContractParser.IsEmitted(contract)
        && known.ParseOperations(contract).IsWhole
        && ContractBases.Of(contract, known, []).AreWhole;

    private SchemaContract Contract(INamedTypeSymbol contract)
    {
        string name = Naming.WireName(contract, known);
        return new(
            name,
            [.. ContractBases.Of(contract, known, []).Direct.Select(other => Naming.WireName(other, known))],
            [
                .. known.ParseOperations(contract).Identities
                    .OrderBy(identity => identity.Ordinal)
                    .Select(identity => Operation(identity, $"{name}.{identity.Name}")),
            ]);
    }

    private SchemaOperation Operation(OperationIdentity identity, string wireName)
    {
        IMethodSymbol method = identity.Method;
        MethodShape shape = MethodShape.Of(method, known, out _)!;
        Shape request = _shapes.Message("", shape.Fields.Select(p => (p.Name, p.Type, Bounds.Of(p, known))));
        MessageType parameters = _names.Parameters(request);
        SchemaType? item = shape.Item is null
            ? null
            : _names.Use(_shapes.Alone(shape.Item, Bounds.Of(shape.Stream!, known), wireName + ".Item"));
        return new(
            identity.Ordinal,
            identity.Name,
            Semantics(shape),
            parameters,
            item,
            _names.Result(Result(shape, method, wireName)),
            shape.Kind is "ServerStream" or "Duplex",
            [.. Faults(method)]);
    }

    private Shape Result(MethodShape shape, IMethodSymbol method, string wireName)
    {
        Bounds bounds = Bounds.Of(method.GetReturnTypeAttributes().Of(known.LengthAttribute));
        return shape.Result is { } result
            ? _shapes.Alone(result, bounds, wireName + ".Result")
            : new MessageShape("Unit");
    }

    private IEnumerable<TypeReference> Faults(IMethodSymbol method)
    {
        HashSet<string> seen = [];
        foreach (AttributeData data in method.FindAll(known.ThrowsAttribute))
        {
            ITypeSymbol fault = data.AttributeClass!.TypeArguments[0];
            TypeReference reference = _names.Name(_shapes.Read(fault.Bare(), Bounds.None));
            if (seen.Add(reference.Name)) yield return reference;
        }
    }

    private static OperationSemantics Semantics(MethodShape shape) => shape.Semantics switch
    {
        "Oneway" => OperationSemantics.Oneway,
        "Idempotent" => OperationSemantics.Idempotent,
        _ => OperationSemantics.AtMostOnce,
    };
}
