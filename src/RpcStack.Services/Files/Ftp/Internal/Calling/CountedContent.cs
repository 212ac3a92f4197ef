namespace RpcStack.Services.Files.Ftp;

/// <summary>Counts what passes.</summary>
internal sealed class CountedContent(IAsyncEnumerable<ReadOnlyMemory<byte>> content) : IAsyncEnumerable<ReadOnlyMemory<byte>>
{
    /// <summary>How many octets have passed.</summary>
    internal long Count { get; private set; }

    public async IAsyncEnumerator<ReadOnlyMemory<byte>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (ReadOnlyMemory<byte> chunk in content.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            Count += chunk.Length;
            yield return chunk;
        }
    }
}
