using System.Collections.Concurrent;

namespace RpcStack.Protocol.Internal;

/// <summary>Objects to be used again; more than a thousand at rest are left to the collector.</summary>
internal sealed class Pool<T>(Func<T> make) where T : class
{
    private const int Capacity = 1024;

    private readonly ConcurrentQueue<T> _items = new();
    private int _count;

    public T Rent()
    {
        if (!_items.TryDequeue(out T? item)) return make();
        Interlocked.Decrement(ref _count);
        return item;
    }

    public void Return(T item)
    {
        if (Interlocked.Increment(ref _count) <= Capacity) _items.Enqueue(item);
        else Interlocked.Decrement(ref _count);
    }
}
