using System.Runtime.CompilerServices;

namespace RpcStack.Services.Files.Pieces;

/// <summary>The files of a server that moves them a piece at a time.</summary>
/// <remarks>
/// A file is written under a name of its own beside its place, and renamed when all of it is there. A writer that vanishes
/// leaves that file behind: <c>.piece-</c> and eight digits.
/// </remarks>
/// <param name="pieces">The server.</param>
public sealed class PieceClient(IFilesProgV1 pieces) : IFileTransfer
{
    private const int MaxData = Constants.FilesMaxData;

    /// <inheritdoc/>
    public async IAsyncEnumerable<FileEntry> ListAsync(string path, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        FilesPage page;
        string after = "";
        do
        {
            page = await pieces.FilesListAsync(path, after, cancel).ConfigureAwait(false) switch
            {
                FilesListResult.Page found => found.Value,
                FilesListResult.Failure failure => throw FilePieces.Of(failure.Discriminator, failure.Value),
                _ => throw Unknown(),
            };
            foreach (FilesEntry entry in page.Entries)
            {
                after = entry.Name;
                yield return FilePieces.Of(entry);
            }
        }
        while (!page.IsLast && page.Entries.Count > 0);
    }

    /// <inheritdoc/>
    public async ValueTask<FileEntry> StatAsync(string path, CancellationToken cancel = default) =>
        await pieces.FilesStatAsync(path, cancel).ConfigureAwait(false) switch
        {
            FilesStatResult.Entry found => FilePieces.Of(found.Value),
            FilesStatResult.Failure failure => throw FilePieces.Of(failure.Discriminator, failure.Value),
            _ => throw Unknown(),
        };

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        string path, long offset, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        FilesPiece piece;
        do
        {
            piece = await pieces.FilesReadAsync(path, offset, MaxData, cancel).ConfigureAwait(false) switch
            {
                FilesReadResult.Piece found => found.Value,
                FilesReadResult.Failure failure => throw FilePieces.Of(failure.Discriminator, failure.Value),
                _ => throw Unknown(),
            };
            offset += piece.Data.Length;
            if (piece.Data.Length > 0) yield return piece.Data;
        }
        while (!piece.IsLast && piece.Data.Length > 0);
    }

    /// <inheritdoc/>
    public async ValueTask<long> WriteAsync(
        string path, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel = default)
    {
        string parent = VirtualPath.ParentOf(path);
        string aside = $"{parent.TrimEnd('/')}/.piece-{Random.Shared.Next():x8}";
        try
        {
            long size = await ResumeAsync(aside, 0, content, cancel).ConfigureAwait(false);
            await RenameAsync(aside, path, cancel).ConfigureAwait(false);
            return size;
        }
        catch (Exception failure)
        {
            try
            {
                await pieces.FilesDeleteAsync(aside, CancellationToken.None).ConfigureAwait(false);
            }
            catch (RpcException)
            {
                // The server is gone, and the file stays; what was wrong before matters more.
            }

            if (failure is not FileFault fault) throw;
            // Nothing is in the way of a file but a directory; and nobody knows the name of the file aside.
            if (fault.Problem is FileProblem.AlreadyExists) throw FileFaults.Make(FileProblem.IsADirectory, path, "is a directory");
            if (fault.Path == aside)
                throw new FileFault(fault.Message.Replace(aside, path, StringComparison.Ordinal), fault.Problem, path);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> ResumeAsync(
        string path, long offset, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        byte[] piece = new byte[MaxData];
        int length = 0;
        bool isSent = false;
        await foreach (ReadOnlyMemory<byte> chunk in content.WithCancellation(cancel).ConfigureAwait(false))
        {
            for (ReadOnlyMemory<byte> rest = chunk; !rest.IsEmpty;)
            {
                int taken = Math.Min(rest.Length, MaxData - length);
                rest.Span[..taken].CopyTo(piece.AsSpan(length));
                rest = rest[taken..];
                length += taken;
                if (length < MaxData) continue;
                offset = await AppendAsync(path, offset, piece, cancel).ConfigureAwait(false);
                (length, isSent) = (0, true);
            }
        }

        // Also a file of nothing is one.
        return length > 0 || !isSent
            ? await AppendAsync(path, offset, piece[..length], cancel).ConfigureAwait(false)
            : offset;
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string path, CancellationToken cancel = default) =>
        CheckAsync(pieces.FilesDeleteAsync(path, cancel));

    /// <inheritdoc/>
    public ValueTask RenameAsync(string from, string to, CancellationToken cancel = default) =>
        CheckAsync(pieces.FilesRenameAsync(from, to, cancel));

    /// <inheritdoc/>
    public ValueTask MakeDirectoryAsync(string path, CancellationToken cancel = default) =>
        CheckAsync(pieces.FilesMakeDirectoryAsync(path, cancel));

    private async ValueTask<long> AppendAsync(string path, long offset, byte[] data, CancellationToken cancel) =>
        await pieces.FilesAppendAsync(path, offset, data, cancel).ConfigureAwait(false) switch
        {
            FilesSizeResult.Size size => size.Value,
            FilesSizeResult.Failure failure => throw FilePieces.Of(failure.Discriminator, failure.Value),
            _ => throw Unknown(),
        };

    private static async ValueTask CheckAsync(ValueTask<FilesResult> call)
    {
        if (await call.ConfigureAwait(false) is FilesResult.Failure failure)
            throw FilePieces.Of(failure.Discriminator, failure.Value);
    }

    private static RpcException Unknown() =>
        new(RpcStatus.Internal, "The server's result is none that the contract knows.", RpcPhase.Marshal) { Started = true };
}
