using Microsoft.Win32.SafeHandles;

namespace RpcStack.Services.Files.Store;

/// <summary>Writes to a file, within the limits. One writes at a time.</summary>
/// <param name="file">The file.</param>
/// <param name="path">The path that the peer gave, for messages.</param>
/// <param name="quota">What may be stored.</param>
/// <param name="maxFileSize">How large a file may be, in octets.</param>
internal sealed class FileWriter(SafeFileHandle file, string path, StorageQuota quota, long? maxFileSize)
{
    /// <summary>The file's size.</summary>
    internal long Size { get; private set; } = RandomAccess.GetLength(file);

    /// <summary>How many octets have been taken from the quota.</summary>
    internal long Taken { get; private set; }

    /// <summary>Writes at the file's end.</summary>
    internal async ValueTask AppendAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel)
    {
        await foreach (ReadOnlyMemory<byte> chunk in content.WithCancellation(cancel).ConfigureAwait(false))
            await WriteAsync(Size, chunk, cancel).ConfigureAwait(false);
    }

    /// <summary>Writes anywhere up to the file's end.</summary>
    internal async ValueTask WriteAsync(long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancel)
    {
        Grow(offset + chunk.Length - Size);
        try
        {
            await RandomAccess.WriteAsync(file, chunk, offset, cancel).ConfigureAwait(false);
        }
        catch (IOException failure) when (StoreFaults.Of(failure, path) is { } fault)
        {
            throw fault;
        }
    }

    private void Grow(long octets)
    {
        if (octets <= 0) return;
        if (Size + octets > maxFileSize)
        {
            throw FileFaults.Make(
                FileProblem.TooLarge, path, $"would be larger than the {maxFileSize} octets that a file may have");
        }

        quota.Take(octets, path);
        (Size, Taken) = (Size + octets, Taken + octets);
    }
}
