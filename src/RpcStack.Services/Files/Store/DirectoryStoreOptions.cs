namespace RpcStack.Services.Files.Store;

/// <summary>What a store takes.</summary>
public sealed record DirectoryStoreOptions
{
    /// <summary>
    /// How many octets all files may have together, those being uploaded too; null: what the disk holds. What others write
    /// into the directory is counted when the store is opened.
    /// </summary>
    public long? Quota { get; init; }

    /// <summary>The largest file that is taken, in octets; null: any.</summary>
    public long? MaxFileSize { get; init; }

    /// <summary>How many files peers may have open by reference, all together: 1000. One more is <see cref="FileProblem.Busy"/>.</summary>
    public int MaxOpenFiles { get; init; } = 1000;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(MaxOpenFiles, nameof(MaxOpenFiles));
        ArgumentOutOfRangeException.ThrowIfNegative(Quota ?? 0, nameof(Quota));
        ArgumentOutOfRangeException.ThrowIfNegative(MaxFileSize ?? 0, nameof(MaxFileSize));
    }
}
