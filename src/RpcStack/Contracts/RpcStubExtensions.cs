using RpcStack.Promises;

namespace RpcStack;

/// <summary>What can be said to any stub.</summary>
public static class RpcStubExtensions
{
    /// <summary>The same remote object, called with other options: <c>account.With(new() { Deadline = … })</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="stub"/> is a local object, which takes no options.</exception>
    public static T With<T>(this T stub, CallOptions options) where T : class, IContract<T>
    {
        ArgumentNullException.ThrowIfNull(stub);
        ArgumentNullException.ThrowIfNull(options);
        return stub is RpcStub remote
            ? (T)(object)remote.WithOptions(options)
            : throw new ArgumentException($"{stub.GetType().Name} is a local object, not a stub.", nameof(stub));
    }

    /// <summary>
    /// The same object by another contract that it has: one that its own extends, or one that extends its own. Of a remote
    /// object the peer is asked, once.
    /// </summary>
    /// <remarks>What comes back is the same reference: disposing of either gives it back.</remarks>
    /// <exception cref="InvalidCastException">The object does not have that contract.</exception>
    /// <exception cref="RpcException">The peer could not be asked.</exception>
    public static ValueTask<T> As<T>(this IContract stub, CancellationToken cancel = default) where T : class, IContract<T>
    {
        ArgumentNullException.ThrowIfNull(stub);
        return stub is T known ? new(known)
            : stub is RpcStub remote ? CastAsync<T>(remote, cancel)
            : throw new InvalidCastException($"{stub.GetType().Name} is no {T.Descriptor}.");
    }

    private static async ValueTask<T> CastAsync<T>(RpcStub stub, CancellationToken cancel) where T : class, IContract<T>
    {
        if (stub.Target is IDeferredTarget promised)
            return await ((IContract)await promised.WaitAsync(cancel).ConfigureAwait(false)).As<T>(cancel).ConfigureAwait(false);
        RpcTarget target = await stub.Channel.CastAsync(stub.Target, T.Descriptor, cancel).ConfigureAwait(false);
        return (T)target.StubOf(stub.Channel, T.CreateStub);
    }
}
