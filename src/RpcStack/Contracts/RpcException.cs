namespace RpcStack;

/// <summary>The one exception of a failed call that is not a fault of its contract.</summary>
public sealed class RpcException : Exception
{
    /// <summary>Makes the exception.</summary>
    public RpcException(RpcStatus status, string message, RpcPhase phase, Exception? cause = null)
        : base(message, cause)
    {
        Status = status;
        Phase = phase;
    }

    /// <summary>How the call ended.</summary>
    public RpcStatus Status { get; }

    /// <summary>How far it had come.</summary>
    public RpcPhase Phase { get; }

    /// <summary>
    /// Whether the call's handler may have run. False means that it did not, and that the call may be made again.
    /// </summary>
    public bool Started { get; init; }

    /// <summary>The reference that the call was made on, where that is dead; null otherwise.</summary>
    public DeadReference? DeadReference { get; init; }

    /// <summary>The call's id on its connection; 0 where it never had one.</summary>
    public long CallId { get; init; }
}
