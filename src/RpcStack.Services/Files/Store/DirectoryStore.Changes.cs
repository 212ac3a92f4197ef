namespace RpcStack.Services.Files.Store;

public sealed partial class DirectoryStore
{
    /// <inheritdoc/>
    public async ValueTask<long> WriteAsync(
        string path, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        using FileChange upload = BeginReplacing(path);
        await upload.Writer.AppendAsync(content, cancel).ConfigureAwait(false);
        upload.Complete();
        return upload.Writer.Size;
    }

    /// <inheritdoc/>
    public async ValueTask<long> ResumeAsync(
        string path, long offset, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        using FileChange update = BeginUpdating(path, mayBeMissing: offset == 0);
        if (offset != update.Writer.Size) throw BadOffset(path, offset, update.Writer.Size);
        await update.Writer.AppendAsync(content, cancel).ConfigureAwait(false);
        return update.Writer.Size;
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string path, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        string real = LocateToChange(path);
        long size = FileReplacement.SizeOf(real);
        StoreFaults.Guard(path, () => Delete(real, path));
        _share.Quota.GiveBack(size);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask RenameAsync(string from, string to, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        string source = LocateToChange(from), target = LocateToChange(to);
        bool isDirectory = IsDirectory(source);
        if (!isDirectory && !Exists(source)) throw FileFaults.NotFound(from);
        if (source == target) return ValueTask.CompletedTask;
        if (IsDirectory(target) || (isDirectory && Exists(target)))
            throw FileFaults.Make(FileProblem.AlreadyExists, to, "exists");
        RequireParent(target, to);
        if (isDirectory && target.StartsWith(source + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw FileFaults.Make(FileProblem.Denied, to, "is within the directory that is to be moved there");
        StoreFaults.Guard(to, () => Move(source, target));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask MakeDirectoryAsync(string path, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        string real = _root.Locate(path);
        if (Exists(real)) throw FileFaults.Make(FileProblem.AlreadyExists, path, "exists");
        RequireParent(real, path);
        StoreFaults.Guard(path, () => Directory.CreateDirectory(real));
        return ValueTask.CompletedTask;
    }

    private FileReplacement BeginReplacing(string path)
    {
        string target = LocateToWrite(path);
        return StoreFaults.Guard(path, () => _share.Uploads.Begin(path, target, _share));
    }

    private FileUpdate BeginUpdating(string path, bool mayBeMissing)
    {
        string target = LocateToWrite(path);
        return StoreFaults.Guard(path, () => FileUpdate.Begin(path, target, mayBeMissing, _share));
    }

    private string LocateToWrite(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string real = _root.Locate(path);
        if (Directory.Exists(real)) throw IsADirectory(path);
        RequireParent(real, path);
        return real;
    }

    // Links are deleted and renamed themselves, not what they lead to.
    private string LocateToChange(string path)
    {
        string real = _root.Locate(path, followsLast: false);
        return real == _root.Directory
            ? throw FileFaults.Make(FileProblem.Denied, path, "is the root, which stays as it is")
            : real;
    }

    private static void RequireParent(string real, string path)
    {
        if (!Directory.Exists(Path.GetDirectoryName(real))) throw FileFaults.NotFound(VirtualPath.ParentOf(path));
    }

    private static bool Delete(string real, string path)
    {
        if (!Exists(real)) throw FileFaults.NotFound(path);
        if (!IsDirectory(real)) File.Delete(real);
        else if (Directory.EnumerateFileSystemEntries(real).Any())
            throw FileFaults.Make(FileProblem.NotEmpty, path, "is not empty");
        else Directory.Delete(real);
        return true;
    }

    private bool Move(string source, string target)
    {
        if (Directory.Exists(source)) Directory.Move(source, target);
        else FileReplacement.Move(source, target, _share.Quota);
        return true;
    }

    // A link counts as a file, whatever it leads to.
    private static bool IsDirectory(string real) => Directory.Exists(real) && new FileInfo(real).LinkTarget is null;

    private static bool Exists(string real) => Path.Exists(real) || new FileInfo(real).LinkTarget is not null;
}
