namespace RpcStack;

/// <summary>A contract as text.</summary>
public sealed class ContractSchema
{
    internal static ContractSchema Of(ContractDescriptor contract) => new();
}
