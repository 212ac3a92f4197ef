using System.Runtime.CompilerServices;

namespace RpcStack.Cli.Transferring;

/// <summary>Content that tells how much of it has passed.</summary>
internal static class Metered
{
    private const int ChunkSize = 64 << 10;

    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Count(
        IAsyncEnumerable<ReadOnlyMemory<byte>> content,
        Action<long> advance,
        [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (ReadOnlyMemory<byte> chunk in content.WithCancellation(cancel).ConfigureAwait(false))
        {
            yield return chunk;
            advance(chunk.Length);
        }
    }

    /// <summary>What a stream still has. Each chunk is good until the next.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Read(
        Stream stream, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        byte[] buffer = new byte[ChunkSize];
        while (await stream.ReadAsync(buffer, cancel).ConfigureAwait(false) is > 0 and var count)
            yield return buffer.AsMemory(0, count);
    }
}
