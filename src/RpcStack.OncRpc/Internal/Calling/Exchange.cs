using RpcStack.OncRpc.Internal.Records;

namespace RpcStack.OncRpc.Internal.Calling;

/// <summary>A call that waits for its reply.</summary>
internal sealed class Exchange() : TaskCompletionSource<Record>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>How often its message was sent.</summary>
    public int Sendings { get; set; }
}
