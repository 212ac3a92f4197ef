using RpcStack.Protocol.Internal.Objects;

namespace RpcStack.Protocol.Internal.Serving;

/// <summary>The object that a promise has come to.</summary>
/// <param name="Export">How the peer holds it.</param>
/// <param name="View">The peer's view of its contract, or null where that is not known.</param>
internal sealed record ResolvedPromise(Export Export, ContractView? View)
{
    /// <summary>What calls on the promise find, by a view of the contract.</summary>
    public ResolvedObject Seen(ContractView view) => new(Export.Object, view) { Export = Export };
}
