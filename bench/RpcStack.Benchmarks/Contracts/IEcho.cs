namespace RpcStack.Benchmarks.Contracts;

/// <summary>What is measured.</summary>
[RpcContract]
internal partial interface IEcho
{
    /// <summary>W1 and W2.</summary>
    ValueTask<Sample> EchoAsync(Sample sample, CancellationToken cancel = default);

    /// <summary>W3.</summary>
    ValueTask<byte[]> EchoBytesAsync(byte[] bytes, CancellationToken cancel = default);

    /// <summary>A hundred of the small message.</summary>
    ValueTask<SampleList> EchoListAsync(SampleList list, CancellationToken cancel = default);

    /// <summary>W4: as many items of <paramref name="size"/> octets as asked for.</summary>
    IAsyncEnumerable<byte[]> DownloadAsync(int items, int size, CancellationToken cancel = default);
}
