using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace RpcStack.Services.Files.Store;

/// <summary>The files of a directory. Neither names nor symbolic links lead out of it.</summary>
/// <remarks>
/// Links that lead elsewhere within the directory are followed; others, and names that no peer could be told, do not
/// exist. Several stores, in several processes, may be open on one directory, each with a quota of its own.
/// </remarks>
public sealed partial class DirectoryStore : IFileTransfer, ILocalFiles
{
    private const int ChunkSize = 64 << 10;

    private readonly StoreRoot _root;
    private readonly StoreShare _share;

    /// <summary>Opens a directory.</summary>
    /// <param name="directory">The directory, which must exist.</param>
    /// <param name="options">What is taken.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    public DirectoryStore(string directory, DirectoryStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(directory);
        options ??= new DirectoryStoreOptions();
        options.Validate();
        _root = new StoreRoot(directory);
        _share = new StoreShare(_root.Directory, options);
    }

    private DirectoryStore(string directory, StoreShare share) => (_root, _share) = (new StoreRoot(directory), share);

    /// <inheritdoc/>
    public async IAsyncEnumerable<FileEntry> ListAsync(
        string path, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        string directory = LocateDirectory(path);
        using IEnumerator<FileSystemInfo> entries = StoreFaults.Guard(
            path, () => new DirectoryInfo(directory).EnumerateFileSystemInfos().GetEnumerator());
        while (StoreFaults.Guard(path, entries.MoveNext))
        {
            cancel.ThrowIfCancellationRequested();
            if (Describe(directory, entries.Current.Name) is { } entry) yield return entry;
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<FileEntry> StatAsync(string path, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        string real = _root.Locate(path);
        FileEntry? entry = StoreFaults.Guard(path, () => DescribeReal(real, VirtualPath.NameOf(path)));
        return ValueTask.FromResult(entry ?? throw FileFaults.NotFound(path));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        string path, long offset, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        using SafeFileHandle file = OpenToRead(path);
        long length = RandomAccess.GetLength(file);
        if (offset < 0 || offset > length) throw BadOffset(path, offset, length);
        while (true)
        {
            // Files grow, and files of /proc have no length: the end is where nothing more comes.
            byte[] chunk = GC.AllocateUninitializedArray<byte>((int)Math.Clamp(length - offset, 512, ChunkSize));
            int count = await RandomAccess.ReadAsync(file, chunk, offset, cancel).ConfigureAwait(false);
            if (count == 0) yield break;
            offset += count;
            yield return chunk.AsMemory(0, count);
        }
    }

    /// <summary>The directory as an object, for peers to hold by reference. Peers may have a bounded number of files open.</summary>
    /// <param name="isReadOnly">Whether nothing can be changed through it.</param>
    public IRemoteDirectory OpenRoot(bool isReadOnly = false) => new StoreDirectory(this, isReadOnly);

    /// <summary>A directory below as a store of its own, which nothing leads out of, with this one's limits.</summary>
    internal DirectoryStore Below(string path)
    {
        string directory = LocateDirectory(path);
        return StoreFaults.Guard(path, () => new DirectoryStore(directory, _share));
    }

    /// <summary>Opens a file until it is disposed of.</summary>
    internal IRemoteFile Open(string path, OpenMode mode)
    {
        IDisposable place = _share.OpenFiles.Take(path);
        try
        {
            return mode switch
            {
                OpenMode.Read => new StoreFile(path, OpenToRead(path), null, place),
                OpenMode.Update => new StoreFile(path, BeginUpdating(path, mayBeMissing: true), place),
                OpenMode.Replace => new StoreFile(path, BeginReplacing(path), place),
                _ => throw FileFaults.Make(FileProblem.Denied, path, $"cannot be opened for {(int)mode}, which is unknown"),
            };
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    string ILocalFiles.Locate(string path) => LocateFile(path);

    private string LocateDirectory(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string real = _root.Locate(path);
        return Directory.Exists(real) ? real
            : throw (File.Exists(real)
                ? FileFaults.Make(FileProblem.NotADirectory, path, "is not a directory")
                : FileFaults.NotFound(path));
    }

    private string LocateFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string real = _root.Locate(path);
        return File.Exists(real) ? real : throw (Directory.Exists(real) ? IsADirectory(path) : FileFaults.NotFound(path));
    }

    private SafeFileHandle OpenToRead(string path)
    {
        string real = LocateFile(path);
        return StoreFaults.Guard(path, () => File.OpenHandle(
            real,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            FileOptions.Asynchronous | FileOptions.SequentialScan));
    }

    private FileEntry? Describe(string directory, string name) =>
        name != UploadFolder.Name && VirtualPath.IsUsable(name) && _root.LocateEntry(directory, name) is { } real
            ? DescribeReal(real, name)
            : null;

    private static FileEntry? DescribeReal(string real, string name)
    {
        var file = new FileInfo(real);
        bool isDirectory = Directory.Exists(real);
        if (!isDirectory && !file.Exists) return null;
        return new FileEntry(
            name,
            isDirectory ? FileKind.Directory : FileKind.File,
            isDirectory ? 0 : file.Length,
            new DateTimeOffset(File.GetLastWriteTimeUtc(real)).ToUnixTimeMilliseconds());
    }

    private static FileFault IsADirectory(string path) =>
        FileFaults.Make(FileProblem.IsADirectory, path, "is a directory");

    internal static FileFault BadOffset(string path, long offset, long length) =>
        FileFaults.Make(FileProblem.BadOffset, path, $"has {length} octets, so {offset} is no offset to go on from");
}
