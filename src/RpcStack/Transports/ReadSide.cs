namespace RpcStack.Transports;

/// <summary>How a connection waits for what comes. User code runs on the pool's threads, whichever it is.</summary>
public enum ReadSide
{
    /// <summary>Costs nothing while nothing comes: the default.</summary>
    Asynchronous,

    /// <summary>A thread of its own that blocks, for few connections on a machine with cores to spare.</summary>
    Thread,

    /// <summary>
    /// Looks for more over and over for up to 50 µs before it waits, and gives up looking where that finds nothing: for few
    /// connections that are hot, on cores that have nothing better to do.
    /// </summary>
    Spin,
}
