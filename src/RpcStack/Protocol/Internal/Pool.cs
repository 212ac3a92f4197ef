using System.Collections.Concurrent;

namespace RpcStack.Protocol.Internal;

/// <summary>
/// Objects to be used again, a few with each thread, the rest for all; more than a thousand at rest are left to the
/// collector. There is one pool for a type, since what threads keep is found by the type.
/// </summary>
internal sealed class Pool<T>(Func<T> make) where T : class
{
    private const int Capacity = 1024;

    /// <summary>How many a thread keeps: enough that calls which end and are made in turn share nothing.</summary>
    private const int Own = 16;

    [ThreadStatic]
    private static Shelf? _own;

    private readonly ConcurrentQueue<T> _shared = new();
    private int _count;

    public T Rent()
    {
        if (_own is { Count: > 0 } own) return own.Items[--own.Count];

        if (!_shared.TryDequeue(out T? item)) return make();
        Interlocked.Decrement(ref _count);
        return item;
    }

    public void Return(T item)
    {
        Shelf own = _own ??= new();
        if (own.Count < Own)
        {
            own.Items[own.Count++] = item;
            return;
        }

        if (Interlocked.Increment(ref _count) <= Capacity) _shared.Enqueue(item);
        else Interlocked.Decrement(ref _count);
    }

    /// <summary>What a thread keeps; found once for each rent and return, which costs more than to use it.</summary>
    private sealed class Shelf
    {
        public T[] Items { get; } = new T[Own];

        public int Count { get; set; }
    }
}
