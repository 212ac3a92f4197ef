namespace RpcStack.Promises;

/// <summary>
/// Travels with a call whose result is going to be used before it is there, down to the stack that makes it. One that can
/// call what is promised puts a stub here as soon as the call is on its way; with all others the result has to come.
/// </summary>
internal abstract class PromiseSlot
{
    private int _isClaimed;

    /// <summary>What makes the object.</summary>
    public abstract Operation Operation { get; }

    /// <summary>The object's contract.</summary>
    public abstract ContractDescriptor Contract { get; }

    /// <summary>True for the first who asks: a call that is made again is a call like any other.</summary>
    public bool TryClaim() => Interlocked.Exchange(ref _isClaimed, 1) == 0;

    /// <summary>Makes a stub of the object.</summary>
    public abstract object CreateStub(RpcChannel channel, RpcTarget target);

    /// <summary>The call is on its way: from now on calls on the stub come behind it.</summary>
    public abstract void Bind(object stub);
}
