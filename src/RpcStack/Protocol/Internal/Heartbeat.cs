namespace RpcStack.Protocol.Internal;

/// <summary>
/// One thread for all connections of the process, which beats every ten milliseconds. It is no timer of the pool's,
/// since it is there for the moments when the pool's threads are all blocked. A connection where nothing is going on rests:
/// it is visited at every 64th beat, so that ten thousand of them cost next to nothing.
/// </summary>
internal static class Heartbeat
{
    private const int Turns = 64;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);
    private static readonly Lock Gate = new();
    private static readonly HashSet<RpcConnection> Busy = [];
    private static readonly HashSet<RpcConnection>[] Resting = [.. Enumerable.Range(0, Turns).Select(_ => new HashSet<RpcConnection>())];
    private static readonly ManualResetEventSlim Any = new();
    private static int _count;
    private static int _beat;
    private static Thread? _thread;

    public static void Add(RpcConnection connection)
    {
        lock (Gate)
        {
            Busy.Add(connection);
            _count++;
            Any.Set();
            if (_thread is not null) return;
            _thread = new Thread(Beat) { IsBackground = true, Name = "RpcStack heartbeat" };
            _thread.UnsafeStart();
        }
    }

    public static void Remove(RpcConnection connection)
    {
        lock (Gate)
        {
            if (!Busy.Remove(connection) && !TurnOf(connection).Remove(connection)) return;
            if (--_count == 0) Any.Reset();
        }
    }

    /// <summary>Something is going on at a connection that rests.</summary>
    public static void Wake(RpcConnection connection)
    {
        lock (Gate)
        {
            if (TurnOf(connection).Remove(connection)) Busy.Add(connection);
        }
    }

    private static void Rest(RpcConnection connection)
    {
        lock (Gate)
        {
            // It may have been woken since it was visited.
            if (connection.IsResting && Busy.Remove(connection)) TurnOf(connection).Add(connection);
        }
    }

    private static HashSet<RpcConnection> TurnOf(RpcConnection connection) => Resting[(uint)connection.GetHashCode() % Turns];

    private static void Beat()
    {
        var due = new List<RpcConnection>();
        while (true)
        {
            Any.Wait();
            Thread.Sleep(Interval);
            lock (Gate)
            {
                due.AddRange(Busy);
                due.AddRange(Resting[_beat++ & (Turns - 1)]);
            }

            foreach (RpcConnection connection in due)
                if (connection.Tick()) Rest(connection);
            due.Clear();
        }
    }
}
