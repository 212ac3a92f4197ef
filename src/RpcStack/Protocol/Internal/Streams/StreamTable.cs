namespace RpcStack.Protocol.Internal.Streams;

/// <summary>The streams of a connection's calls, by direction and id.</summary>
internal sealed class StreamTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(bool IsCaller, ulong Id), CallStreams> _streams = [];
    private int _count;
    private int _limited;
    private bool _isClosed;

    /// <summary>Adds the streams of a call; false where as many calls of the peer's send items as may, or none any more.</summary>
    public bool TryAdd(CallStreams streams, int limit)
    {
        lock (_gate)
        {
            bool fits = !_isClosed && (!IsLimited(streams) || _limited < limit);
            if (fits && _streams.TryAdd((streams.IsCaller, streams.Id), streams))
            {
                if (IsLimited(streams)) _limited++;
                _count = _streams.Count;
                return true;
            }
        }

        streams.End();
        return false;
    }

    /// <summary>The streams of a call, or null: frames of streams may cross the end of their call.</summary>
    public CallStreams? Find(bool isCaller, ulong id)
    {
        lock (_gate) return _streams.GetValueOrDefault((isCaller, id));
    }

    /// <summary>The call is over.</summary>
    public void Remove(bool isCaller, ulong id)
    {
        // Most calls have no streams, and this is asked of each.
        if (Volatile.Read(ref _count) == 0) return;
        CallStreams? streams;
        lock (_gate)
        {
            if (!_streams.Remove((isCaller, id), out streams)) return;
            _count = _streams.Count;
            if (IsLimited(streams)) _limited--;
        }

        streams.End();
    }

    /// <summary>The connection is over.</summary>
    public void Close(Exception reason)
    {
        List<CallStreams> left;
        lock (_gate)
        {
            _isClosed = true;
            left = [.. _streams.Values];
            _streams.Clear();
            _count = 0;
        }

        foreach (CallStreams streams in left)
        {
            streams.End();
            streams.Inbox?.Complete(reason);
        }
    }

    /// <summary>What the limit counts: calls of the peer's that send items.</summary>
    private static bool IsLimited(CallStreams streams) => !streams.IsCaller && streams.Inbox is not null;
}
