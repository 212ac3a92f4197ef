using System.Collections.Concurrent;

namespace RpcStack.Tests.Objects;

/// <summary>A folder that has every other one in it; whatever begins with "no" is not there.</summary>
public sealed class Folder(string name, Func<string, Task>? opening = null) : IFolder
{
    private int _disposals;

    public string Name { get; } = name;

    public int Disposals => Volatile.Read(ref _disposals);

    public ConcurrentDictionary<string, IFolder> Opened { get; } = new();

    public ConcurrentQueue<int> Stamps { get; } = new();

    public ValueTask<string> NameAsync(CancellationToken cancel) => new(Name);

    public async ValueTask<IFolder> OpenAsync(string name, CancellationToken cancel)
    {
        if (opening is not null) await opening(name).WaitAsync(cancel);
        if (name.StartsWith("no", StringComparison.Ordinal)) throw new NoFolder(name);
        return Opened.GetOrAdd(name, n => new Folder($"{Name}/{n}", opening));
    }

    public Task<IFolder?> FindAsync(string name, CancellationToken cancel) =>
        Task.FromResult(name.StartsWith("no", StringComparison.Ordinal) ? null : (IFolder?)new Folder(name));

    public async ValueTask<string> MoveAsync(IFolder to, IFolder? also, CancellationToken cancel) =>
        $"{Name} to {await to.NameAsync(cancel)}{(ReferenceEquals(to, also) ? " twice" : "")}{(to is Folder ? " here" : "")}";

    public async IAsyncEnumerable<string> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (int i = 0; i < 3; i++)
        {
            await Task.Yield();
            yield return $"{Name}{i}";
        }
    }

    public async ValueTask<int> AppendAsync(IAsyncEnumerable<int> items, CancellationToken cancel) =>
        await items.SumAsync(cancel);

    public ValueTask TouchAsync(int stamp, CancellationToken cancel)
    {
        Stamps.Enqueue(stamp);
        return default;
    }

    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _disposals);
        return default;
    }
}
