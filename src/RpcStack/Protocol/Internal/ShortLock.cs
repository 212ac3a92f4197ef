namespace RpcStack.Protocol.Internal;

/// <summary>
/// A lock for a few instructions that neither wait, allocate much nor call anybody. Each call takes one six times, client
/// and server together, and almost never finds it taken: that case costs a third of what <see cref="Lock"/> asks.
/// </summary>
internal sealed class ShortLock
{
    private int _isTaken;

    /// <summary>Takes it, until what it gives is disposed of.</summary>
    public Scope Enter()
    {
        if (Interlocked.CompareExchange(ref _isTaken, 1, 0) != 0) Wait();
        return new(this);
    }

    private void Wait()
    {
        // Whoever has it may have lost its processor to us, so that soon waiting is all that helps.
        var spin = default(SpinWait);
        do spin.SpinOnce();
        while (Volatile.Read(ref _isTaken) != 0 || Interlocked.CompareExchange(ref _isTaken, 1, 0) != 0);
    }

    /// <summary>The lock, while it is held.</summary>
    public readonly ref struct Scope(ShortLock taken)
    {
        private readonly ShortLock _taken = taken;

        public void Dispose() => Volatile.Write(ref _taken._isTaken, 0);
    }
}
