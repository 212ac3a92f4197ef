namespace RpcStack.Services.Files.Store;

/// <summary>Counts what is stored against what may be.</summary>
internal sealed class StorageQuota
{
    private readonly long _limit;
    private long _used;

    internal StorageQuota(long? limit, string directory)
    {
        _limit = limit ?? long.MaxValue;
        if (limit is not null) _used = Measure(directory);
    }

    internal void Take(long size, string path)
    {
        if (Interlocked.Add(ref _used, size) <= _limit) return;
        GiveBack(size);
        throw FileFaults.Make(FileProblem.NoSpace, path, $"cannot be written: the quota of {_limit} octets is used up");
    }

    internal void GiveBack(long size) => Interlocked.Add(ref _used, -size);

    private static long Measure(string directory) =>
        new DirectoryInfo(directory)
            .EnumerateFiles("*", new EnumerationOptions
            {
                RecurseSubdirectories = true,
                AttributesToSkip = FileAttributes.ReparsePoint,
                IgnoreInaccessible = true,
            })
            .Sum(file => file.Length);
}
