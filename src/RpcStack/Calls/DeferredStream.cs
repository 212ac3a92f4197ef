namespace RpcStack;

/// <summary>A stream whose call is made when it is read, each time that it is.</summary>
internal sealed class DeferredStream<T>(Func<CancellationToken, IAsyncEnumerator<T>> open) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => open(cancellationToken);
}
