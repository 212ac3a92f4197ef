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
    private static T[]? _own;

    [ThreadStatic]
    private static int _owned;

    private readonly ConcurrentQueue<T> _shared = new();
    private int _count;

    public T Rent()
    {
        int owned = _owned;
        if (owned > 0)
        {
            _owned = owned - 1;
            return _own![owned - 1];
        }

        if (!_shared.TryDequeue(out T? item)) return make();
        Interlocked.Decrement(ref _count);
        return item;
    }

    public void Return(T item)
    {
        int owned = _owned;
        if (owned < Own)
        {
            (_own ??= new T[Own])[owned] = item;
            _owned = owned + 1;
            return;
        }

        if (Interlocked.Increment(ref _count) <= Capacity) _shared.Enqueue(item);
        else Interlocked.Decrement(ref _count);
    }
}
