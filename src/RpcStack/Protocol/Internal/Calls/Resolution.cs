using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal.Calls;

/// <summary>
/// A service's name on one connection, as a promise: calls may target it before the peer has said whether there is such a
/// service, so resolving costs no round trip.
/// </summary>
/// <param name="Connection">The connection that the promise lives on.</param>
/// <param name="Contract">The contract as this side knows it.</param>
/// <param name="Name">The service's name.</param>
/// <param name="Promise">The promise's id.</param>
/// <param name="HasSchema">Whether the schema went with it, because the peer did not know the fingerprint.</param>
internal sealed record Resolution(
    RpcConnection Connection, ContractDescriptor Contract, string Name, ulong Promise, bool HasSchema)
{
    /// <summary>The object whose promise it is under this side's build of the contract; the root where it is a name's.</summary>
    public TargetKey Object { get; init; }

    /// <summary>What it is found by.</summary>
    public (ContractDescriptor Contract, string Name, TargetKey Object) Identity => (Contract, Name, Object);

    /// <summary>What the peer knows a build of: a service by name, or a contract that its objects have.</summary>
    public (ContractDescriptor Contract, string Name) Build => (Contract, Object.IsRoot ? Name : "");

    /// <summary>What calls target: the promise, or the object itself where there is none.</summary>
    public TargetKey Key => Promise == 0 ? Object : TargetKey.OfPromise(Promise);

    private readonly TaskCompletionSource<FaultHeader?> _outcome =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the peer says of it: null where it holds.</summary>
    public Task<FaultHeader?> Outcome => _outcome.Task;

    /// <summary>Why the peer refused it for good, or null.</summary>
    public FaultHeader? Refusal { get; set; }

    /// <summary>Whether it was given up, so that a later call has to ask again.</summary>
    public bool IsDead { get; set; }

    /// <summary>The peer has answered.</summary>
    public void Settle(FaultHeader? refusal) => _outcome.TrySetResult(refusal);

    /// <summary>The peer will not answer.</summary>
    public void Lose(Exception error)
    {
        // Only calls with items await it; the others learn by themselves.
        if (_outcome.TrySetException(error)) _ = _outcome.Task.Exception;
    }
}
