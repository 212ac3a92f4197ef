namespace RpcStack.Promises;

/// <inheritdoc/>
internal sealed class PromiseSlot<T>(Operation operation) : PromiseSlot where T : class, IContract<T>
{
    // Calls that wait are made by who completes it, so that none comes before them.
    private readonly TaskCompletionSource<T> _available = new();

    public override Operation Operation => operation;

    public override ContractDescriptor Contract => T.Descriptor;

    public override object CreateStub(RpcChannel channel, RpcTarget target) => T.CreateStub(channel, target);

    public override void Bind(object stub) => _available.TrySetResult((T)stub);

    /// <summary>The object, which calls may be made on right away, whatever has become of the call.</summary>
    public T Take(ValueTask<T> call)
    {
        _ = TakeResultAsync(call);
        Task<T> available = _available.Task;
        return available.IsCompletedSuccessfully ? available.Result : DeferredObject<T>.Of(available, operation);
    }

    /// <summary>Where the stack makes no promises, the object is there with the call's result.</summary>
    private async Task TakeResultAsync(ValueTask<T> call)
    {
        try
        {
            _available.TrySetResult(await PromisedResult.Named(call, operation).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            // Who never uses the promise never learns.
            if (_available.TrySetException(error)) _ = _available.Task.Exception;
        }
    }
}
