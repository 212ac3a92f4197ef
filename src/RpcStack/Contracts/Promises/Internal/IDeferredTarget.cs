namespace RpcStack.Promises;

/// <summary>What a stub of an object points at that was not there when the stub was made.</summary>
internal interface IDeferredTarget
{
    /// <summary>The object, or null where it is not there yet.</summary>
    object? Object { get; }

    /// <summary>Completes with the object.</summary>
    Task<object> WaitAsync(CancellationToken cancel);
}
