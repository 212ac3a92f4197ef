namespace RpcStack.Promises;

/// <summary>What a stub of an object that is not there yet points at.</summary>
internal sealed class DeferredTarget<T>(DeferredObject<T> deferred, Operation operation)
    : RpcTarget(T.Descriptor, $"what {operation} promised"), IDeferredTarget
    where T : class, IContract<T>
{
    public object? Object => deferred.Coming.IsCompletedSuccessfully ? deferred.Coming.Result : null;

    public async Task<object> WaitAsync(CancellationToken cancel) =>
        await deferred.GetAsync(operation, cancel).ConfigureAwait(false);

    public override ValueTask ReleaseAsync()
    {
        if (Object is { } here) return here is IAsyncDisposable disposable ? disposable.DisposeAsync() : default;
        // Nobody waits for what is wanted no more.
        _ = ReleaseWhenHereAsync();
        return default;
    }

    private async Task ReleaseWhenHereAsync()
    {
        try
        {
            if (await deferred.Coming.ConfigureAwait(false) is IAsyncDisposable disposable)
                await disposable.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It never came, or its own disposal failed after everybody had left.
        }
    }
}
