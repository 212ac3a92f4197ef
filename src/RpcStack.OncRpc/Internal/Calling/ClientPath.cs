using RpcStack.Marshalling;
using RpcStack.OncRpc.Internal.Records;

namespace RpcStack.OncRpc.Internal.Calling;

/// <summary>A way for calls to reach a server.</summary>
internal abstract class ClientPath : IAsyncDisposable
{
    /// <summary>The server, as messages name it.</summary>
    public abstract string Peer { get; }

    /// <summary>Whether calls can still go this way.</summary>
    public abstract bool IsOpen { get; }

    /// <summary>Sends a call and awaits its reply.</summary>
    /// <param name="xid">The call's transaction id.</param>
    /// <param name="message">The call, behind room for a record's mark.</param>
    /// <param name="isPatient">Whether a server that is not there is waited for.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public abstract ValueTask<Record> CallAsync(uint xid, ByteWriter message, bool isPatient, CancellationToken cancel);

    /// <summary>Sends a call whose reply nobody waits for.</summary>
    public abstract ValueTask SendAsync(ByteWriter message, CancellationToken cancel);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
