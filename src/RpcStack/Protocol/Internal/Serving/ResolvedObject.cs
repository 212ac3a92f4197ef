using RpcStack.Protocol.Internal.Objects;

namespace RpcStack.Protocol.Internal.Serving;

/// <summary>What a promise of the peer's has come to: an object under the peer's view of its contract, or why there is none.</summary>
internal sealed record ResolvedObject
{
    public ResolvedObject(object service, ContractView view)
    {
        Service = service;
        View = view;
    }

    public ResolvedObject(Refusal refusal) => Refusal = refusal;

    public ResolvedObject(PendingPromise pending)
    {
        Pending = pending;
        Refusal = NotYet;
    }

    /// <summary>Instead of a refusal, where a call waits.</summary>
    private static readonly Refusal NotYet = new(RpcStatus.Unavailable, "it is promised");

    public object? Service { get; init; }

    /// <summary>The call that is to make it, or null where it is there.</summary>
    public PendingPromise? Pending { get; }

    /// <summary>How the peer holds what a call of its own made, or null.</summary>
    public Export? Export { get; init; }

    /// <summary>What the peer holds and sees here by another contract or build, or null.</summary>
    public Export? Seen { get; init; }

    public ContractView? View { get; }

    /// <summary>What every call on the promise ends with, or null.</summary>
    public Refusal? Refusal { get; }
}
