using Microsoft.Win32.SafeHandles;

namespace RpcStack.Services.Files.Store;

/// <summary>
/// Where uploads are until they are whole: a directory within the root, so that giving them their name is one rename,
/// which peers do not see.
/// </summary>
internal sealed class UploadFolder
{
    internal const string Name = ".rpcstack-uploads";

    private readonly string _directory;

    internal UploadFolder(string root)
    {
        _directory = Path.Join(root, Name);
        if (Directory.Exists(_directory)) RemoveAbandoned();
    }

    /// <summary>Begins an upload, which is locked until it is closed, and can be renamed before.</summary>
    internal (SafeFileHandle File, string Path) Begin()
    {
        Directory.CreateDirectory(_directory);
        string path = Path.Join(_directory, Guid.NewGuid().ToString("N"));
        return (Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete), path);
    }

    // A process that died leaves its uploads. Those of one that lives are locked.
    private void RemoveAbandoned()
    {
        foreach (string path in Directory.EnumerateFiles(_directory))
        {
            try
            {
                Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
                File.Delete(path);
            }
            catch (Exception used) when (used is IOException or UnauthorizedAccessException)
            {
            }
        }
    }

    private static SafeFileHandle Open(string path, FileMode mode, FileAccess access, FileShare share) =>
        File.OpenHandle(path, mode, access, share, FileOptions.Asynchronous);
}
