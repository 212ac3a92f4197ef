namespace RpcStack;

/// <inheritdoc/>
internal sealed class KnownContract<T> : KnownContract where T : class, IContract<T>
{
    public override ContractDescriptor Descriptor => T.Descriptor;

    public override TResult Accept<TResult>(IKnownContractVisitor<TResult> visitor) => visitor.Visit<T>();

    protected override bool Has(object value) => value is T;
}
