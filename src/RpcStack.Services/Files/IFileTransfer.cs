namespace RpcStack.Services.Files;

/// <summary>Moves files by value, to and from a tree of directories whose root is <c>/</c>.</summary>
/// <remarks>
/// <para>Calls may overlap. Paths have <c>/</c> between their names and are absolute with or without one in front;
/// <c>..</c> above the root is the root (<see cref="FileProblem.BadName"/> has what a name may not be).</para>
/// <para>A chunk that is read is the reader's own. A chunk that is written belongs to the writer again once it is asked for
/// the next.</para>
/// </remarks>
[RpcContract]
public partial interface IFileTransfer
{
    /// <summary>Lists a directory, in no particular order. What changes meanwhile may or may not be in it.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="cancel">Gives the call up.</param>
    [Idempotent]
    [Throws<FileFault>]
    IAsyncEnumerable<FileEntry> ListAsync(string path, CancellationToken cancel = default);

    /// <summary>Describes a file or directory; of the root the name is <c>/</c>.</summary>
    /// <param name="path">Which.</param>
    /// <param name="cancel">Gives the call up.</param>
    [Idempotent]
    [Throws<FileFault>]
    ValueTask<FileEntry> StatAsync(string path, CancellationToken cancel = default);

    /// <summary>Reads a file from an offset to its end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">Where to begin, in octets, at most the file's size.</param>
    /// <param name="cancel">Gives the call up.</param>
    [Idempotent]
    [Throws<FileFault>]
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(string path, long offset, CancellationToken cancel = default);

    /// <summary>
    /// Writes a whole file. It has its name once all of it is there; if the content ends in an exception or does not arrive,
    /// what had the name keeps it.
    /// </summary>
    /// <param name="path">The file, which is replaced where there is one.</param>
    /// <param name="content">Its octets.</param>
    /// <param name="cancel">Gives the call up.</param>
    /// <returns>The file's size in octets.</returns>
    [Throws<FileFault>]
    ValueTask<long> WriteAsync(
        string path, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel = default);

    /// <summary>
    /// Goes on with a file at its end, in place: whatever arrives stays, however the call ends, so that it can be resumed
    /// again.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">The file's size; with 0 it may also be missing.</param>
    /// <param name="content">What follows.</param>
    /// <param name="cancel">Gives the call up.</param>
    /// <returns>The file's size in octets.</returns>
    [Throws<FileFault>]
    ValueTask<long> ResumeAsync(
        string path, long offset, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel = default);

    /// <summary>Deletes a file, or a directory that is empty.</summary>
    /// <param name="path">Which.</param>
    /// <param name="cancel">Gives the call up.</param>
    [Throws<FileFault>]
    ValueTask DeleteAsync(string path, CancellationToken cancel = default);

    /// <summary>Gives a file or directory another path. A file there is replaced, a directory is not.</summary>
    /// <param name="from">Its path.</param>
    /// <param name="to">Its new path.</param>
    /// <param name="cancel">Gives the call up.</param>
    [Throws<FileFault>]
    ValueTask RenameAsync(string from, string to, CancellationToken cancel = default);

    /// <summary>Makes a directory. The one that it is to be in must exist.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="cancel">Gives the call up.</param>
    [Throws<FileFault>]
    ValueTask MakeDirectoryAsync(string path, CancellationToken cancel = default);
}
