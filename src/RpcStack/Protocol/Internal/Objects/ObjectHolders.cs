using System.Runtime.CompilerServices;

namespace RpcStack.Protocol.Internal.Objects;

/// <summary>
/// Counts, for each object that wants to know, in how many places of how many sessions it is held. An
/// <see cref="IAsyncDisposable"/> is disposed of after the last one lets go; a stub is not, since who made it may hold it still.
/// </summary>
internal static class ObjectHolders
{
    private static readonly ConditionalWeakTable<object, StrongBox<int>> Counts = [];

    public static void Add(object value)
    {
        if (value is RpcStub or not IAsyncDisposable) return;
        Interlocked.Increment(ref Counts.GetOrCreateValue(value).Value);
    }

    public static void Remove(object value)
    {
        if (value is RpcStub or not IAsyncDisposable) return;
        if (Interlocked.Decrement(ref Counts.GetOrCreateValue(value).Value) != 0) return;
        ThreadPool.UnsafeQueueUserWorkItem(static v => _ = DisposeAsync(v), (IAsyncDisposable)value, preferLocal: false);
    }

    private static async Task DisposeAsync(IAsyncDisposable value)
    {
        try
        {
            await value.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Nobody holds the object any more, so there is nobody to tell.
        }
    }
}
