namespace RpcStack.Protocol.Internal;

/// <summary>
/// The pool adds threads beyond its floor only every half second, and neither readers nor handlers get any while those it
/// has are blocked. Where a handler of ours blocks and work waits, the floor is raised by a thread.
/// </summary>
internal static class PoolFloor
{
    /// <summary>How far it may be raised, so that handlers that all block do not make a thread each.</summary>
    private const int MaxRaise = 64;

    private static int _raised;

    public static void RaiseIfStarved()
    {
        if (ThreadPool.PendingWorkItemCount == 0 || _raised >= MaxRaise) return;
        ThreadPool.GetMinThreads(out int workers, out int ports);
        if (ThreadPool.ThreadCount < workers || !ThreadPool.SetMinThreads(workers + 1, ports)) return;
        _raised++;
    }
}
