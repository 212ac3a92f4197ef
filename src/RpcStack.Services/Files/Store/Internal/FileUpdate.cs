using Microsoft.Win32.SafeHandles;

namespace RpcStack.Services.Files.Store;

/// <summary>A file that is written in place, by one at a time.</summary>
internal sealed class FileUpdate : FileChange
{
    private readonly string _target;

    private FileUpdate(string path, SafeFileHandle file, string target, StoreShare share) : base(path, file, share) =>
        _target = target;

    internal static FileUpdate Begin(string path, string target, bool mayBeMissing, StoreShare share)
    {
        if (!share.Updating.TryAdd(target, 0))
            throw FileFaults.Make(FileProblem.Busy, path, "is being written by somebody else");
        try
        {
            SafeFileHandle file = System.IO.File.OpenHandle(
                target,
                mayBeMissing ? FileMode.OpenOrCreate : FileMode.Open,
                FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete,
                FileOptions.Asynchronous);
            return new FileUpdate(path, file, target, share);
        }
        catch
        {
            share.Updating.TryRemove(target, out _);
            throw;
        }
    }

    internal override void Complete()
    {
        // It has its name already.
    }

    public override void Dispose()
    {
        // Nothing is being written any more, so the next one need not wait for the closing.
        Share.Updating.TryRemove(_target, out _);
        base.Dispose();
    }
}
