using System.Runtime.CompilerServices;

namespace RpcStack.Protocol.Internal;

/// <summary>
/// Awaits a receive, and lets the thread that would now go back to the pool handle the frames of the last one. The next
/// receive is under way by then, and whoever it wakes goes on reading: a call costs no hand-over between threads, and the
/// reader waits for nobody.
/// </summary>
/// <param name="receive">The receive.</param>
/// <param name="runner">What to run when the receive is under way, or null.</param>
internal readonly struct RunningAwaiter(ValueTask<int> receive, FrameRunner? runner) : ICriticalNotifyCompletion
{
    private readonly ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _receive =
        receive.ConfigureAwait(false).GetAwaiter();

    /// <summary>Where there is something to run, the continuation is always registered: only then is it run.</summary>
    public bool IsCompleted => runner is null && _receive.IsCompleted;

    public RunningAwaiter GetAwaiter() => this;

    public int GetResult() => _receive.GetResult();

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        // The awaiting method may go on elsewhere from the next line on; the runner is all that is used here after it.
        FrameRunner? run = runner;
        _receive.UnsafeOnCompleted(continuation);
        run?.Run();
    }
}
