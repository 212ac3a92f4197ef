namespace RpcStack.Cli.Idl;

/// <summary>A contract that was read.</summary>
/// <param name="Schema">Everything that peers must agree on.</param>
/// <param name="Descriptor">What an assembly says of it besides; null where it was read from a lock.</param>
internal sealed record SourceContract(ContractSchema Schema, ContractDescriptor? Descriptor)
{
    /// <summary>The name on the wire.</summary>
    public string Name => Schema.Contracts[0].Name;
}
