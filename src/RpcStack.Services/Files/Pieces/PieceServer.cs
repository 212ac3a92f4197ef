namespace RpcStack.Services.Files.Pieces;

/// <summary>Serves files a piece at a time, for wires that have no streams.</summary>
/// <param name="files">The files.</param>
public sealed class PieceServer(IFileTransfer files) : IFilesProgV1
{
    /// <inheritdoc/>
    public async ValueTask<FilesListResult> FilesListAsync(string path, string after, CancellationToken cancel = default)
    {
        try
        {
            // No more is held than a page and one: the smallest of the names after the one that is given.
            var next = new SortedList<string, FileEntry>(StringComparer.Ordinal);
            await foreach (FileEntry entry in files.ListAsync(path, cancel).ConfigureAwait(false))
            {
                if (string.CompareOrdinal(entry.Name, after) <= 0) continue;
                next[entry.Name] = entry;
                if (next.Count > Constants.FilesMaxEntries + 1) next.RemoveAt(next.Count - 1);
            }

            FilesEntry[] page = [.. next.Values.Take(Constants.FilesMaxEntries).Select(FilePieces.Of)];
            return new FilesListResult.Page(new FilesPage(page, next.Count <= Constants.FilesMaxEntries));
        }
        catch (FileFault fault)
        {
            return new FilesListResult.Failure(FilePieces.StatusOf(fault), FilePieces.Of(fault));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<FilesStatResult> FilesStatAsync(string path, CancellationToken cancel = default)
    {
        try
        {
            return new FilesStatResult.Entry(FilePieces.Of(await files.StatAsync(path, cancel).ConfigureAwait(false)));
        }
        catch (FileFault fault)
        {
            return new FilesStatResult.Failure(FilePieces.StatusOf(fault), FilePieces.Of(fault));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<FilesReadResult> FilesReadAsync(string path, long offset, uint count, CancellationToken cancel = default)
    {
        try
        {
            byte[] data = new byte[Math.Min(count, Constants.FilesMaxData)];
            int length = 0;
            bool isLast = true;
            await foreach (ReadOnlyMemory<byte> chunk in files.ReadAsync(path, offset, cancel).ConfigureAwait(false))
            {
                int taken = Math.Min(chunk.Length, data.Length - length);
                chunk.Span[..taken].CopyTo(data.AsSpan(length));
                length += taken;
                isLast = taken == chunk.Length;
                if (!isLast) break;
            }

            return new FilesReadResult.Piece(new FilesPiece(data[..length], isLast));
        }
        catch (FileFault fault)
        {
            return new FilesReadResult.Failure(FilePieces.StatusOf(fault), FilePieces.Of(fault));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<FilesSizeResult> FilesAppendAsync(string path, long offset, byte[] data, CancellationToken cancel = default)
    {
        try
        {
            IAsyncEnumerable<ReadOnlyMemory<byte>> content = AsyncEnumerable.Repeat<ReadOnlyMemory<byte>>(data, 1);
            return new FilesSizeResult.Size(await files.ResumeAsync(path, offset, content, cancel).ConfigureAwait(false));
        }
        catch (FileFault fault)
        {
            return new FilesSizeResult.Failure(FilePieces.StatusOf(fault), FilePieces.Of(fault));
        }
    }

    /// <inheritdoc/>
    public ValueTask<FilesResult> FilesDeleteAsync(string path, CancellationToken cancel = default) =>
        DoAsync(() => files.DeleteAsync(path, cancel));

    /// <inheritdoc/>
    public ValueTask<FilesResult> FilesRenameAsync(string from, string to, CancellationToken cancel = default) =>
        DoAsync(() => files.RenameAsync(from, to, cancel));

    /// <inheritdoc/>
    public ValueTask<FilesResult> FilesMakeDirectoryAsync(string path, CancellationToken cancel = default) =>
        DoAsync(() => files.MakeDirectoryAsync(path, cancel));

    private static async ValueTask<FilesResult> DoAsync(Func<ValueTask> change)
    {
        try
        {
            await change().ConfigureAwait(false);
            return new FilesResult.FilesOk();
        }
        catch (FileFault fault)
        {
            return new FilesResult.Failure(FilePieces.StatusOf(fault), FilePieces.Of(fault));
        }
    }
}
