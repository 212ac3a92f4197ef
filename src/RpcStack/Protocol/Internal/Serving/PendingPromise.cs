namespace RpcStack.Protocol.Internal.Serving;

/// <summary>
/// A promise of the peer's whose call has not ended: what is called on it waits here, and starts in its order once there is
/// an object, or ends once there is none.
/// </summary>
internal sealed class PendingPromise(ulong id, ulong fingerprint)
{
    /// <summary>The promise's id.</summary>
    public ulong Id => id;

    /// <summary>The peer's build of the object's contract.</summary>
    public ulong Fingerprint => fingerprint;

    /// <summary>The calls that wait.</summary>
    public Queue<WaitingCall> Waiting { get; } = new();

    /// <summary>The object, where the peer has yet to describe its build of the contract.</summary>
    public ResolvedPromise? Undescribed { get; set; }

    /// <summary>What has become of it; the calls that waited may not all have started yet.</summary>
    public ResolvedObject? Outcome { get; set; }

    /// <summary>Whether nothing waits any more, so that calls need not queue behind it.</summary>
    public bool IsOver { get; set; }

    /// <summary>Whether the peer has given it back.</summary>
    public bool IsReleased { get; set; }
}
