namespace RpcStack;

/// <summary>How far a call had come when it failed.</summary>
public enum RpcPhase
{
    /// <summary>Connecting to the peer.</summary>
    Connect = 0,

    /// <summary>Finding the object and agreeing on its contract.</summary>
    Resolve = 1,

    /// <summary>Turning values into bytes, or bytes into values.</summary>
    Marshal = 2,

    /// <summary>On its way: sent, or queued at the peer, and not known to have reached its handler.</summary>
    Dispatch = 3,

    /// <summary>In the handler, or after it.</summary>
    Handler = 4,
}
