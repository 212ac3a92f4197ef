using Microsoft.Win32.SafeHandles;

namespace RpcStack.Services.Files.Store;

/// <summary>A file that gets its name once it is whole; if that does not happen, it is as if it had never been.</summary>
internal sealed class FileReplacement(string path, SafeFileHandle file, string upload, string target, StoreShare share)
    : FileChange(path, file, share)
{
    private bool _isComplete;

    internal override void Complete()
    {
        StoreFaults.Guard(Path, () => Move(upload, target, Share.Quota));
        _isComplete = true;
    }

    public override void Dispose()
    {
        if (!_isComplete)
        {
            System.IO.File.Delete(upload);
            Share.Quota.GiveBack(Writer.Taken);
        }

        base.Dispose();
    }

    /// <summary>Gives a file another's place.</summary>
    internal static bool Move(string source, string target, StorageQuota quota)
    {
        long replaced = SizeOf(target);
        System.IO.File.Move(source, target, overwrite: true);
        quota.GiveBack(replaced);
        return true;
    }

    /// <summary>What a file takes; a link takes nothing.</summary>
    internal static long SizeOf(string real) =>
        new FileInfo(real) is { LinkTarget: null, Exists: true } file ? file.Length : 0;
}
