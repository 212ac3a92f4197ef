using Microsoft.Win32.SafeHandles;

namespace RpcStack.Services.Files.Store;

public sealed partial class DirectoryStore
{
    /// <inheritdoc/>
    public async ValueTask<long> WriteAsync(
        string path, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        string target = LocateToWrite(path);
        (SafeFileHandle file, string upload) = StoreFaults.Guard(path, _uploads.Begin);
        var writer = new ContentWriter(path, _quota, _options.MaxFileSize);
        try
        {
            await writer.WriteAsync(file, 0, content, cancel).ConfigureAwait(false);
            long replaced = SizeOf(target);
            StoreFaults.Guard(path, () => Move(upload, target));
            _quota.GiveBack(replaced);
            return writer.Written;
        }
        catch
        {
            File.Delete(upload);
            _quota.GiveBack(writer.Written);
            throw;
        }
        finally
        {
            file.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> ResumeAsync(
        string path, long offset, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        string target = LocateToWrite(path);
        if (!_resuming.TryAdd(target, 0))
            throw FileFaults.Make(FileProblem.Busy, path, "is being written by somebody else");
        try
        {
            return await ResumeAtAsync(path, target, offset, content, cancel).ConfigureAwait(false);
        }
        finally
        {
            _resuming.TryRemove(target, out _);
        }
    }

    private async ValueTask<long> ResumeAtAsync(
        string path,
        string target,
        long offset,
        IAsyncEnumerable<ReadOnlyMemory<byte>> content,
        CancellationToken cancel)
    {
        FileMode mode = offset == 0 ? FileMode.OpenOrCreate : FileMode.Open;
        using SafeFileHandle file = StoreFaults.Guard(path, () => File.OpenHandle(
            target, mode, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous));
        long length = RandomAccess.GetLength(file);
        if (offset != length) throw BadOffset(path, offset, length);
        var writer = new ContentWriter(path, _quota, _options.MaxFileSize);
        await writer.WriteAsync(file, offset, content, cancel).ConfigureAwait(false);
        return offset + writer.Written;
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string path, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        string real = LocateToChange(path);
        long size = SizeOf(real);
        StoreFaults.Guard(path, () => Delete(real, path));
        _quota.GiveBack(size);
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
        long replaced = SizeOf(target);
        StoreFaults.Guard(to, () => Move(source, target));
        _quota.GiveBack(replaced);
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

    private static bool Move(string source, string target)
    {
        if (Directory.Exists(source)) Directory.Move(source, target);
        else File.Move(source, target, overwrite: true);
        return true;
    }

    // A link counts as a file, whatever it leads to.
    private static bool IsDirectory(string real) => Directory.Exists(real) && new FileInfo(real).LinkTarget is null;

    private static bool Exists(string real) => Path.Exists(real) || new FileInfo(real).LinkTarget is not null;

    private static long SizeOf(string real) =>
        new FileInfo(real) is { LinkTarget: null, Exists: true } file ? file.Length : 0;
}
