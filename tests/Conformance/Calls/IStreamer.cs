using RpcStack.TestContracts;

namespace RpcStack.Tests.Calls;

/// <summary>Streams of every kind.</summary>
[RpcContract]
public partial interface IStreamer
{
    IAsyncEnumerable<int> CountAsync(int from, int to, CancellationToken cancel = default);

    [Throws<InsufficientFunds>]
    IAsyncEnumerable<int> FailAsync(int after, string how, CancellationToken cancel = default);

    IAsyncEnumerable<int> SlowAsync(int first, int next, CancellationToken cancel = default);

    IAsyncEnumerable<byte[]> BlobsAsync(int count, int size, CancellationToken cancel = default);

    ValueTask<long> SumAsync(int factor, IAsyncEnumerable<int> numbers, CancellationToken cancel = default);

    ValueTask<int> TakeAsync(int count, bool lingers, IAsyncEnumerable<int> numbers, CancellationToken cancel = default);

    ValueTask<long> SwallowAsync(IAsyncEnumerable<byte[]> blobs, CancellationToken cancel = default);

    IAsyncEnumerable<string> EchoAsync(string prefix, IAsyncEnumerable<string> lines, CancellationToken cancel = default);
}
