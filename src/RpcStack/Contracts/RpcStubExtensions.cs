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
}
