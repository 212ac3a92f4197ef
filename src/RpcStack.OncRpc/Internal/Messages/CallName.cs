namespace RpcStack.OncRpc.Internal.Messages;

/// <summary>What a call is, as messages name it, and how it fails.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Program">The program.</param>
/// <param name="Peer">Where it is.</param>
internal readonly record struct CallName(Operation Operation, OncProgram Program, string Peer)
{
    public RpcException Failed(RpcStatus status, RpcPhase phase, string reason, Exception? cause = null) =>
        new(status, $"{Operation} on {Peer}: {reason}.", phase, cause) { Started = phase is RpcPhase.Handler };

    public RpcException Malformed() => new(
        RpcStatus.Internal, $"{Operation} on {Peer}: the reply is none that RFC 5531 knows.", RpcPhase.Handler)
    {
        Started = true,
    };
}
