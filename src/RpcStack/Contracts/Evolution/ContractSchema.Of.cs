using RpcStack.Evolution;

namespace RpcStack;

// The part that only the run time has: analyzers make the model from symbols.
public sealed partial class ContractSchema
{
    internal static ContractSchema Of(ContractDescriptor contract) => Describe(contract.Contracts);

    /// <summary>Several contracts and those that they extend in one text, by name; one that mirrors another stands once.</summary>
    internal static ContractSchema OfAll(IEnumerable<ContractDescriptor> contracts) => Describe(contracts
        .SelectMany(contract => contract.Contracts)
        .DistinctBy(contract => contract.Name)
        .OrderBy(contract => contract.Name, StringComparer.Ordinal));

    private static ContractSchema Describe(IEnumerable<ContractDescriptor> contracts)
    {
        ShapeNames types = new();
        List<SchemaContract> described = [.. contracts.Select(c => Describe(c, types))];
        return new(described, types.Complete());
    }

    private static SchemaContract Describe(ContractDescriptor contract, ShapeNames types) => new(
        contract.Name,
        [.. contract.Bases.Select(b => b.Name)],
        [.. contract.Operations.OrderBy(o => o.Ordinal).Select(o => Describe(o, types))]);

    private static SchemaOperation Describe(Operation operation, ShapeNames types) => new(
        operation.Ordinal,
        operation.Name,
        operation.Semantics,
        types.Parameters(operation.RequestShape),
        operation.ItemShape is null ? null : types.Use(operation.ItemShape),
        types.Result(operation.ResponseShape),
        operation.Kind is OperationKind.ServerStream or OperationKind.Duplex,
        operation.Faults.Select(f => types.Name(f.Shape)).DistinctBy(f => f.Name));
}
