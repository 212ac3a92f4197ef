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

    public object? Service { get; }

    public ContractView? View { get; }

    /// <summary>What every call on the promise ends with, or null.</summary>
    public Refusal? Refusal { get; }
}
