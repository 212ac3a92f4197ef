namespace RpcStack.Protocol.Internal;

/// <summary>
/// One thread for all connections of the process, which beats every ten milliseconds. It is no timer of the pool's,
/// since it is there for the moments when the pool's threads are all blocked.
/// </summary>
internal static class Heartbeat
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);
    private static readonly Lock Gate = new();
    private static readonly HashSet<RpcConnection> Connections = [];
    private static readonly ManualResetEventSlim Any = new();
    private static Thread? _thread;

    public static void Add(RpcConnection connection)
    {
        lock (Gate)
        {
            Connections.Add(connection);
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
            Connections.Remove(connection);
            if (Connections.Count == 0) Any.Reset();
        }
    }

    private static void Beat()
    {
        var due = new List<RpcConnection>();
        while (true)
        {
            Any.Wait();
            Thread.Sleep(Interval);
            lock (Gate)
            {
                due.AddRange(Connections);
            }

            foreach (RpcConnection connection in due) connection.Tick();
            due.Clear();
        }
    }
}
