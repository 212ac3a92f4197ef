namespace RpcStack.Services.Files.Store;

/// <summary>A store's directory, for peers to hold by reference.</summary>
internal sealed class StoreDirectory(DirectoryStore store, bool isReadOnly) : IRemoteDirectory
{
    private readonly IFileTransfer _files = isReadOnly ? new ReadOnlyFiles(store) : store;

    public IAsyncEnumerable<FileEntry> ListAsync(CancellationToken cancel = default) =>
        _files.ListAsync(VirtualPath.Root, cancel);

    public ValueTask<FileEntry> StatAsync(string path, CancellationToken cancel = default) =>
        _files.StatAsync(path, cancel);

    public ValueTask<IRemoteDirectory> WalkAsync(string path, CancellationToken cancel = default) =>
        ValueTask.FromResult<IRemoteDirectory>(new StoreDirectory(store.Below(path), isReadOnly));

    public ValueTask<IRemoteFile> OpenAsync(string path, OpenMode mode, CancellationToken cancel = default) =>
        isReadOnly && mode != OpenMode.Read
            ? throw ReadOnlyFiles.Refusal(path)
            : ValueTask.FromResult(store.Open(path, mode));

    public ValueTask DeleteAsync(string path, CancellationToken cancel = default) => _files.DeleteAsync(path, cancel);

    public ValueTask RenameAsync(string from, string to, CancellationToken cancel = default) =>
        _files.RenameAsync(from, to, cancel);

    public ValueTask MakeDirectoryAsync(string path, CancellationToken cancel = default) =>
        _files.MakeDirectoryAsync(path, cancel);

    // It holds nothing open.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
