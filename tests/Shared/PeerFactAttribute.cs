namespace RpcStack.Tests;

/// <summary>
/// A test against another program. Where the program is missing it is skipped, or, with RPCSTACK_REQUIRE_PEERS=1, run
/// so that it fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PeerFactAttribute : FactAttribute
{
    public PeerFactAttribute(params string[] programs) => Skip = Peer.ReasonToSkip(programs);
}
