namespace RpcStack.Cli.Transferring;

/// <summary>
/// Idle threads of the pool spin for a while, in case there is more to do at once. That is good for calls; with a file, of
/// which the next piece is always at once, they take the processor from who sends it: a third of the speed on two cores.
/// </summary>
internal static class ThreadPoolSpin
{
    /// <summary>Leaves it out. The runtime looks at it when the first thread is started, and not again.</summary>
    public static void TurnOff() => AppContext.SetData("System.Threading.ThreadPool.UnfairSemaphoreSpinLimit", 0);
}
