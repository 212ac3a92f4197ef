namespace RpcStack.Services.Files;

/// <summary>Files that can be read and not changed.</summary>
/// <param name="files">The files.</param>
public sealed class ReadOnlyFiles(IFileTransfer files) : IFileTransfer, ILocalFiles
{
    /// <inheritdoc/>
    public IAsyncEnumerable<FileEntry> ListAsync(string path, CancellationToken cancel = default) =>
        files.ListAsync(path, cancel);

    /// <inheritdoc/>
    public ValueTask<FileEntry> StatAsync(string path, CancellationToken cancel = default) =>
        files.StatAsync(path, cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        string path, long offset, CancellationToken cancel = default) => files.ReadAsync(path, offset, cancel);

    /// <inheritdoc/>
    public ValueTask<long> WriteAsync(
        string path, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel = default) =>
        ValueTask.FromException<long>(Refusal(path));

    /// <inheritdoc/>
    public ValueTask<long> ResumeAsync(
        string path, long offset, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel = default) =>
        ValueTask.FromException<long>(Refusal(path));

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string path, CancellationToken cancel = default) =>
        ValueTask.FromException(Refusal(path));

    /// <inheritdoc/>
    public ValueTask RenameAsync(string from, string to, CancellationToken cancel = default) =>
        ValueTask.FromException(Refusal(from));

    /// <inheritdoc/>
    public ValueTask MakeDirectoryAsync(string path, CancellationToken cancel = default) =>
        ValueTask.FromException(Refusal(path));

    string? ILocalFiles.Locate(string path) => (files as ILocalFiles)?.Locate(path);

    internal static FileFault Refusal(string path) =>
        FileFaults.Make(FileProblem.Denied, path, "cannot be changed: these files are for reading only");
}
