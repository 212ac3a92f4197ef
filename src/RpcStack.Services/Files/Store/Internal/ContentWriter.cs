using Microsoft.Win32.SafeHandles;

namespace RpcStack.Services.Files.Store;

/// <summary>Writes what arrives to a file, within the limits.</summary>
/// <param name="path">The path that the peer gave, for messages.</param>
/// <param name="quota">What may be stored.</param>
/// <param name="maxFileSize">How large a file may be, in octets.</param>
internal sealed class ContentWriter(string path, StorageQuota quota, long? maxFileSize)
{
    /// <summary>How many octets have been taken from the quota.</summary>
    internal long Written { get; private set; }

    internal async ValueTask WriteAsync(
        SafeFileHandle file, long offset, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel)
    {
        await foreach (ReadOnlyMemory<byte> chunk in content.WithCancellation(cancel).ConfigureAwait(false))
        {
            long size = offset + Written + chunk.Length;
            if (size > maxFileSize)
            {
                throw FileFaults.Make(
                    FileProblem.TooLarge, path, $"would be larger than the {maxFileSize} octets that a file may have");
            }

            quota.Take(chunk.Length, path);
            Written += chunk.Length;
            await WriteChunkAsync(file, size - chunk.Length, chunk, cancel).ConfigureAwait(false);
        }
    }

    private async ValueTask WriteChunkAsync(
        SafeFileHandle file, long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancel)
    {
        try
        {
            await RandomAccess.WriteAsync(file, chunk, offset, cancel).ConfigureAwait(false);
        }
        catch (IOException failure) when (StoreFaults.Of(failure, path) is { } fault)
        {
            throw fault;
        }
    }
}
