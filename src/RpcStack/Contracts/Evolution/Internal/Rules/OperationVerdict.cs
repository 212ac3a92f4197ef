namespace RpcStack.Evolution;

/// <summary>What was found for an operation of the client's.</summary>
internal sealed class OperationVerdict(
    SchemaContract contract, SchemaOperation operation, OperationCompatibility compatibility, Finding? finding)
{
    public SchemaContract Contract { get; } = contract;

    public SchemaOperation Operation { get; } = operation;

    public OperationCompatibility Compatibility { get; } = compatibility;

    /// <summary>What differs, or null where it can be called.</summary>
    public Finding? Finding { get; } = finding;
}
