using Microsoft.Win32.SafeHandles;

namespace RpcStack.Services.Files.Store;

/// <summary>A file that is being written.</summary>
internal abstract class FileChange(string path, SafeFileHandle file, StoreShare share) : IDisposable
{
    /// <summary>The path that the peer gave.</summary>
    protected string Path { get; } = path;

    protected StoreShare Share { get; } = share;

    internal SafeFileHandle File { get; } = file;

    internal FileWriter Writer { get; } = new(file, path, share.Quota, share.MaxFileSize);

    /// <summary>All of it is written.</summary>
    internal abstract void Complete();

    public virtual void Dispose() => File.Dispose();
}
