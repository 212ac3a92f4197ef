namespace RpcStack.Protocol.Internal.Objects;

/// <summary>What becomes of a call that makes a promise.</summary>
internal sealed class PromiseOutcome
{
    private readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the call has ended: with what it failed with, or null where the object is there.</summary>
    public Task<Exception?> Task => _ended.Task;

    /// <summary>What the call failed with; null while it runs, and where it did not fail.</summary>
    public Exception? Failure => _ended.Task.IsCompleted ? _ended.Task.Result : null;

    public void Settle(Exception? failure) => _ended.TrySetResult(failure);
}
