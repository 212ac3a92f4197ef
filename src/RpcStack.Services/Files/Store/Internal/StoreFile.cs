using Microsoft.Win32.SafeHandles;

namespace RpcStack.Services.Files.Store;

/// <summary>A store's file that a peer has open. What is asked of it waits for what was asked before.</summary>
internal sealed class StoreFile : IRemoteFile
{
    private const int MaxRead = 1 << 20;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly FileChange? _change;
    private readonly IDisposable _place;
    private FileFault? _whyNot;

    internal StoreFile(string path, FileChange change, IDisposable place) : this(path, change.File, change, place)
    {
    }

    /// <summary>Opens it.</summary>
    /// <param name="path">The path that the peer gave.</param>
    /// <param name="file">The file.</param>
    /// <param name="change">What writes to it; null where it is for reading.</param>
    /// <param name="place">The place that it takes among the open files.</param>
    internal StoreFile(string path, SafeFileHandle file, FileChange? change, IDisposable place)
    {
        (_path, _file, _change, _place) = (path, file, change, place);
        if (change is null) _whyNot = FileFaults.Make(FileProblem.Denied, path, "was opened for reading only");
    }

    public ValueTask<FileEntry> StatAsync(CancellationToken cancel = default) => InTurnAsync(() =>
    {
        long changed = new DateTimeOffset(File.GetLastWriteTimeUtc(_file)).ToUnixTimeMilliseconds();
        return ValueTask.FromResult(
            new FileEntry(VirtualPath.NameOf(_path), FileKind.File, RandomAccess.GetLength(_file), changed));
    }, cancel);

    public ValueTask<byte[]> ReadAsync(long offset, int count, CancellationToken cancel = default) => InTurnAsync(async () =>
    {
        long length = RandomAccess.GetLength(_file);
        if (offset < 0 || offset > length) throw DirectoryStore.BadOffset(_path, offset, length);
        byte[] octets = new byte[Math.Clamp(Math.Min(count, length - offset), 0, MaxRead)];
        int read = await RandomAccess.ReadAsync(_file, octets, offset, cancel).ConfigureAwait(false);
        return read == octets.Length ? octets : octets[..read];
    }, cancel);

    public async ValueTask WriteAsync(long offset, byte[] data, CancellationToken cancel = default) => await InTurnAsync(async () =>
    {
        FileWriter writer = ToWrite();
        _whyNot = FileFaults.Make(FileProblem.Denied, _path, "is not whole: a write to it has failed");
        if (offset < 0 || offset > writer.Size) throw DirectoryStore.BadOffset(_path, offset, writer.Size);
        await writer.WriteAsync(offset, data, cancel).ConfigureAwait(false);
        _whyNot = null;
        return true;
    }, cancel).ConfigureAwait(false);

    public async ValueTask CommitAsync(CancellationToken cancel = default) => await InTurnAsync(() =>
    {
        ToWrite();
        _change!.Complete();
        _whyNot = FileFaults.Make(FileProblem.Denied, _path, "is committed, and stays as it is");
        return ValueTask.FromResult(true);
    }, cancel).ConfigureAwait(false);

    /// <summary>Closes it, once what was asked before is done.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            _change?.Dispose();
            _file.Dispose();
            _place.Dispose();
        }
        finally
        {
            _turn.Release();
        }
    }

    private FileWriter ToWrite() => _whyNot is null ? _change!.Writer : throw _whyNot;

    private async ValueTask<T> InTurnAsync<T>(Func<ValueTask<T>> action, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await action().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
