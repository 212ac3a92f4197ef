using System.Runtime.CompilerServices;

namespace RpcStack.Cli.Transferring;

/// <summary>Content that tells how much of it has passed.</summary>
internal static class Metered
{
    private const int ChunkSize = 256 << 10;

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
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Read(Stream stream)
    {
        byte[] buffer = new byte[ChunkSize];
        // A file's asynchronous methods take a thread of the pool for every piece, and a program that does nothing else needs none.
        while (stream.Read(buffer) is > 0 and var count) yield return buffer.AsMemory(0, count);
        await ValueTask.CompletedTask.ConfigureAwait(false);
    }
}
