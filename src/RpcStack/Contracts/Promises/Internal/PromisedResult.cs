namespace RpcStack.Promises;

/// <summary>What a call that makes a promise ends with, as those see it that use the promise.</summary>
internal static class PromisedResult
{
    /// <summary>The object; or a failure, which names the call that failed. Null is a failure too.</summary>
    public static async Task<T> Named<T>(ValueTask<T> call, Operation operation) where T : class
    {
        T made;
        try
        {
            made = await call.ConfigureAwait(false);
        }
        catch (RpcFault fault)
        {
            fault.Source = operation.ToString();
            throw;
        }

        return made ?? throw IsNull(operation);
    }

    /// <summary>There is no object to call.</summary>
    public static RpcException IsNull(Operation operation) => new(
        RpcStatus.NotFound, $"{operation} returned null, where it promised an object.", RpcPhase.Handler)
    { Started = true };

    /// <summary>What a call on a promise ends with where the call that made the promise failed.</summary>
    /// <param name="cause">What that failed with.</param>
    /// <param name="call">The call on the promise.</param>
    public static Exception Follow(Exception cause, string call)
    {
        if (cause is RpcFault) return cause;
        string message = $"{call}: not started, since what promised its object failed: {cause.Message}";
        return cause is RpcException own
            ? new RpcException(own.Status, message, own.Phase, own) { DeadReference = own.DeadReference }
            : new RpcException(
                cause is OperationCanceledException ? RpcStatus.Cancelled : RpcStatus.Unknown, message, RpcPhase.Resolve, cause);
    }
}
