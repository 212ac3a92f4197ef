using RpcStack.Marshalling;

namespace RpcStack.Cli.Wire.Contracts;

/// <summary>A contract as the wire shows it: enough to give names to octets.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Fingerprint">What peers know its build by.</param>
/// <param name="OncProgram">The ONC RPC program that it is, or null.</param>
internal sealed record KnownContract(string Name, ulong Fingerprint, OncProgram? OncProgram)
{
    /// <summary>The contract itself, then those that it extends: by place and ordinal the native protocol names operations.</summary>
    public required IReadOnlyList<IReadOnlyList<KnownOperation>> Parts { get; init; }

    public IEnumerable<KnownOperation> Operations => Parts.SelectMany(part => part);

    /// <summary>What a descriptor describes.</summary>
    public static KnownContract Of(ContractDescriptor contract) =>
        new(contract.Name, contract.Schema.Fingerprint, contract.OncProgram)
        {
            Parts = [.. contract.Contracts.Select(part => (IReadOnlyList<KnownOperation>)[.. part.Operations.Select(Of)])],
        };

    /// <summary>What a contract's text describes.</summary>
    public static KnownContract Of(ContractSchema schema)
    {
        var shapes = new SchemaShapes();
        return new(schema.Contracts[0].Name, schema.Fingerprint, null)
        {
            Parts = [.. schema.Contracts.Select(part => (IReadOnlyList<KnownOperation>)[.. part.Operations.Select(operation => Of(part.Name, operation, shapes))])],
        };
    }

    /// <summary>The operation at a place, or null.</summary>
    public KnownOperation? Find(int part, int ordinal) => (uint)part < (uint)Parts.Count
        ? Parts[part].FirstOrDefault(operation => operation.Ordinal == ordinal)
        : null;

    private static KnownOperation Of(Operation operation) => new(operation.Contract.Name, operation.Ordinal, operation.Name, operation.Kind)
    {
        Request = operation.RequestShape,
        Response = operation.ResponseShape,
        Item = operation.ItemShape,
        Faults = operation.Faults.ToDictionary(fault => fault.Name, fault => (Shape)fault.Shape, StringComparer.Ordinal),
    };

    private static KnownOperation Of(string contract, Evolution.SchemaOperation operation, SchemaShapes shapes) =>
        new(contract, operation.Ordinal, operation.Name, operation.Kind)
        {
            Request = shapes.Of(operation.Request),
            Response = shapes.Of(operation.Response),
            Item = operation.Item is null ? null : shapes.Of(operation.Item),
            Faults = operation.Faults.ToDictionary(fault => fault.Name, shapes.Of, StringComparer.Ordinal),
        };
}
