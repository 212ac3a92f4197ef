namespace RpcStack;

/// <summary>What a stub points at: an object of the peer's, under a contract.</summary>
/// <remarks>A stack derives from it where it has more to remember than a name.</remarks>
public class RpcTarget(ContractDescriptor contract, string name)
{
    /// <summary>The contract that the stub sees it by.</summary>
    public ContractDescriptor Contract { get; } = contract;

    /// <summary>The name of the service; a contract's own name unless one was given.</summary>
    public string Name { get; } = name;

    private object? _stub;

    /// <summary>The one stub of the target, which is made when it is asked for first.</summary>
    internal object StubOf(RpcChannel channel, Func<RpcChannel, RpcTarget, object> make) =>
        Volatile.Read(ref _stub) ?? Interlocked.CompareExchange(ref _stub, make(channel, this), null) ?? _stub!;

    /// <summary>Gives the object back, where it is held by reference; it can be called no more.</summary>
    public virtual ValueTask ReleaseAsync() => default;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
