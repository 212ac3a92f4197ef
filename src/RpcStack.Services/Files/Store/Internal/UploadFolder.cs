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

    /// <summary>Begins an upload, which is locked until it is closed.</summary>
    /// <param name="path">The path that the peer gave.</param>
    /// <param name="target">Where it is to be in the end.</param>
    /// <param name="share">What limits it.</param>
    internal FileReplacement Begin(string path, string target, StoreShare share)
    {
        Directory.CreateDirectory(_directory);
        string upload = Path.Join(_directory, Guid.NewGuid().ToString("N"));
        // It is renamed while it is open.
        SafeFileHandle file = Open(upload, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete);
        return new FileReplacement(path, file, upload, target, share);
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
