namespace RpcStack;

/// <summary>What a stub points at: an object of the peer's, under a contract.</summary>
/// <remarks>A stack derives from it where it has more to remember than a name.</remarks>
public class RpcTarget(ContractDescriptor contract, string name)
{
    /// <summary>The contract that the stub sees it by.</summary>
    public ContractDescriptor Contract { get; } = contract;

    /// <summary>The name of the service; a contract's own name unless one was given.</summary>
    public string Name { get; } = name;

    /// <summary>Gives the object back, where it is held by reference; it can be called no more.</summary>
    public virtual ValueTask ReleaseAsync() => default;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
