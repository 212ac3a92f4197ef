namespace RpcStack.Promises;

/// <summary>
/// An object that is not there yet: calls on it wait, in their order, and go to it when it is. What it fails to come with,
/// they fail with.
/// </summary>
internal sealed class DeferredObject<T> where T : class, IContract<T>
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _waiting = new();
    private readonly Task<T> _coming;
    private bool _isHere;

    private DeferredObject(Task<T> coming)
    {
        _coming = coming;
        _ = coming.ContinueWith(
            come => Drain(come.Exception), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Completes with the object.</summary>
    public Task<T> Coming => _coming;

    /// <summary>A stub of it.</summary>
    /// <param name="coming">Completes with the object.</param>
    /// <param name="operation">What makes it, for messages.</param>
    public static T Of(Task<T> coming, Operation operation)
    {
        var deferred = new DeferredObject<T>(coming);
        return T.CreateStub(new DeferredChannel<T>(deferred), new DeferredTarget<T>(deferred, operation));
    }

    /// <summary>The object, for a call that need not come behind others.</summary>
    public async ValueTask<T> GetAsync(Operation operation, CancellationToken cancel)
    {
        try
        {
            return await _coming.WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception cause) when (!cancel.IsCancellationRequested)
        {
            throw PromisedResult.Follow(cause, operation.ToString());
        }
    }

    /// <summary>Makes a call on the object, behind those that were made before.</summary>
    public ValueTask<TResult> CallAsync<TResult>(Operation operation, Func<T, ValueTask<TResult>> call)
    {
        lock (_gate)
        {
            if (!_isHere)
            {
                var result = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
                // Whom it is made for, and until when, is as it was where it was made.
                var context = ExecutionContext.Capture();
                _waiting.Enqueue(() => Run(context, () => _ = PassAsync(operation, call, result)));
                return new(result.Task);
            }
        }

        return MakeAsync(operation, call);
    }

    private static void Run(ExecutionContext? context, Action action)
    {
        if (context is null) action();
        else ExecutionContext.Run(context, static action => ((Action)action!)(), action);
    }

    private async ValueTask<TResult> MakeAsync<TResult>(Operation operation, Func<T, ValueTask<TResult>> call) =>
        await call(await GetAsync(operation, CancellationToken.None).ConfigureAwait(false)).ConfigureAwait(false);

    private async Task PassAsync<TResult>(
        Operation operation, Func<T, ValueTask<TResult>> call, TaskCompletionSource<TResult> result)
    {
        try
        {
            result.SetResult(await MakeAsync(operation, call).ConfigureAwait(false));
        }
        catch (OperationCanceledException cancelled)
        {
            result.TrySetCanceled(cancelled.CancellationToken);
        }
        catch (Exception error)
        {
            result.TrySetException(error);
        }
    }

    /// <param name="failure">Why it does not come: seen, whoever asks for it.</param>
    private void Drain(Exception? failure)
    {
        _ = failure;
        while (true)
        {
            Action? next;
            lock (_gate)
            {
                if (!_waiting.TryDequeue(out next))
                {
                    _isHere = true;
                    return;
                }
            }

            next();
        }
    }
}
