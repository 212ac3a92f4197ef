namespace RpcStack.Services.Files.Store;

/// <summary>Counts the files that peers have open.</summary>
internal sealed class OpenFileLimit(int limit)
{
    private int _open;

    /// <summary>Takes a place until it is disposed of.</summary>
    internal IDisposable Take(string path)
    {
        if (Interlocked.Increment(ref _open) <= limit) return new Place(this);
        Interlocked.Decrement(ref _open);
        throw FileFaults.Make(FileProblem.Busy, path, $"cannot be opened: {limit} files are open, which are the most");
    }

    private sealed class Place(OpenFileLimit all) : IDisposable
    {
        private OpenFileLimit? _all = all;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _all, null) is { } all) Interlocked.Decrement(ref all._open);
        }
    }
}
