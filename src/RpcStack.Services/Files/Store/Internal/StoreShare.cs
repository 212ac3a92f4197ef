using System.Collections.Concurrent;

namespace RpcStack.Services.Files.Store;

/// <summary>What a store has in common with those of the directories below it.</summary>
internal sealed class StoreShare(string directory, DirectoryStoreOptions options)
{
    internal UploadFolder Uploads { get; } = new(directory);

    internal StorageQuota Quota { get; } = new(options.Quota, directory);

    internal OpenFileLimit OpenFiles { get; } = new(options.MaxOpenFiles);

    /// <summary>The files, by where they are on this machine, that somebody writes to in place.</summary>
    internal ConcurrentDictionary<string, byte> Updating { get; } = new(StringComparer.Ordinal);

    internal long? MaxFileSize { get; } = options.MaxFileSize;
}
