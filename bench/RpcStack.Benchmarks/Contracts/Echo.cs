using System.Runtime.CompilerServices;

namespace RpcStack.Benchmarks.Contracts;

/// <summary>The server's object. It allocates nothing, so that what is allocated is the stack's and the marshalling's.</summary>
internal sealed class Echo : IEcho
{
    public ValueTask<Sample> EchoAsync(Sample sample, CancellationToken cancel = default) => new(sample);

    public ValueTask<byte[]> EchoBytesAsync(byte[] bytes, CancellationToken cancel = default) => new(bytes);

    public ValueTask<SampleList> EchoListAsync(SampleList list, CancellationToken cancel = default) => new(list);

    public async IAsyncEnumerable<byte[]> DownloadAsync(
        int items, int size, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        byte[] item = new byte[size];
        for (int i = 0; i < items; i++)
        {
            cancel.ThrowIfCancellationRequested();
            yield return item;
            await default(ValueTask);
        }
    }
}
