using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Objects;

namespace RpcStack.Protocol.Internal.Calls;

/// <summary>A call of ours that awaits its answer. Exactly one of the endings happens to it, once.</summary>
internal abstract class PendingCall
{
    /// <summary>Its id on the connection; other calls get it once it is answered.</summary>
    public ulong Id { get; set; }

    /// <summary>When it expires, on the connection's clock in milliseconds.</summary>
    public long Deadline { get; protected set; } = long.MaxValue;

    /// <summary>What is called, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>Whether its end runs no user code, so that the reader may bring it about.</summary>
    public virtual bool EndsOnReader => false;

    /// <summary>Ends it with a response.</summary>
    public abstract void Complete(ReadOnlySpan<byte> body, IncomingReferences? references, Metadata? metadata);

    /// <summary>Ends it with a fault that its contract may declare, or sends it again where the server needs the schema.</summary>
    public abstract void Fault(FaultHeader fault, ReadOnlySpan<byte> body);

    /// <summary>Ends it with an exception of this side's.</summary>
    public abstract void Fail(Exception error);

    /// <summary>Ends it because its time is over.</summary>
    public abstract void Expire(long now);
}
