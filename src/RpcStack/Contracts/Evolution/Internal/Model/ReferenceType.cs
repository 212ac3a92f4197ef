namespace RpcStack.Evolution;

/// <summary>An object by reference: only the name of its contract, which is agreed on where it is called.</summary>
internal sealed class ReferenceType(string contract) : SchemaType
{
    public string Contract { get; } = contract;

    public override string ToString() => "ref " + SchemaName.Quote(Contract);
}
