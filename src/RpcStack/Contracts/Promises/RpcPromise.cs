using RpcStack.Promises;

namespace RpcStack;

/// <summary>Promises: objects that calls are going to return, and that can be called before they have.</summary>
public static class RpcPromise
{
    /// <summary>
    /// What a call is going to return, at once. Calls on it go out behind the call that makes it, and so cost no round trip
    /// of their own; what that fails with, they fail with. The generator's <c>…Promised</c> methods call this.
    /// </summary>
    /// <param name="service">The object that is called: a stub, or a local object, which calls then wait for.</param>
    /// <param name="operation">Which of its operations; one whose result is an object by reference.</param>
    /// <param name="request">Its parameters.</param>
    /// <param name="local">Runs it on a local object.</param>
    /// <param name="cancel">Cancels the call that makes the object.</param>
    public static T Of<TService, TRequest, T>(
        TService service,
        Operation<TRequest, T> operation,
        TRequest request,
        UnaryHandler<TService, TRequest, T> local,
        CancellationToken cancel)
        where TService : class
        where T : class, IContract<T>
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(local);
        if (service is RpcStub stub) return stub.Promise(operation, request, cancel);
        ValueTask<T> call = Call(service, request, local, cancel);
        // What is there needs no promise.
        return call is { IsCompletedSuccessfully: true, Result: { } made }
            ? made
            : DeferredObject<T>.Of(PromisedResult.Named(call, operation), operation);
    }

    /// <summary>A failure surfaces where the promise is used, a local object's too.</summary>
    private static ValueTask<T> Call<TService, TRequest, T>(
        TService service, TRequest request, UnaryHandler<TService, TRequest, T> local, CancellationToken cancel)
    {
        try
        {
            return local(service, request, cancel);
        }
        catch (Exception error)
        {
            return ValueTask.FromException<T>(error);
        }
    }
}
