namespace RpcStack;

/// <inheritdoc/>
internal sealed class LoadedContract<T> : LoadedContract where T : class, IContract<T>
{
    public override ContractDescriptor Descriptor => T.Descriptor;

    public override TResult Accept<TResult>(ILoadedContractVisitor<TResult> visitor) => visitor.Visit<T>();

    protected override bool Has(object value) => value is T;
}
