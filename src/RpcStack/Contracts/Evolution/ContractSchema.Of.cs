using RpcStack.Evolution;

namespace RpcStack;

// The part that only the run time has: analyzers make the model from symbols.
public sealed partial class ContractSchema
{
    internal static ContractSchema Of(ContractDescriptor contract)
    {
        ShapeNames types = new();
        List<SchemaContract> contracts = [.. contract.Contracts.Select(c => Describe(c, types))];
        return new(contracts, types.Complete());
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
