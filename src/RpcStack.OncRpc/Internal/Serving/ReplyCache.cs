namespace RpcStack.OncRpc.Internal.Serving;

/// <summary>
/// Replies to datagrams, so that a call that comes again is not run again (RFC 5531 §4, at-most-once). It holds so many, and
/// so many octets, and forgets the oldest first.
/// </summary>
internal sealed class ReplyCache(OncRpcServerOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CallKey, Entry> _entries = [];
    private readonly Queue<(CallKey Key, Entry Entry)> _kept = new();
    private long _bytes;

    /// <summary>Begins a call; false where it runs already, or its reply is kept.</summary>
    /// <param name="key">The call.</param>
    /// <param name="reply">What it was answered, or null where it still runs.</param>
    public bool TryBegin(CallKey key, out byte[]? reply)
    {
        lock (_gate)
        {
            Forget();
            if (_entries.TryGetValue(key, out Entry? entry))
            {
                reply = entry.Reply;
                return false;
            }

            reply = null;
            _entries.Add(key, new Entry());
            return true;
        }
    }

    /// <summary>Keeps the reply of a call that must not run again.</summary>
    public void Keep(CallKey key, ReadOnlySpan<byte> reply)
    {
        byte[] copy = reply.ToArray();
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out Entry? entry)) return;
            entry.Reply = copy;
            entry.KeptAt = options.Time.GetTimestamp();
            _bytes += copy.Length;
            _kept.Enqueue((key, entry));
            Forget();
        }
    }

    /// <summary>A call is over; one whose reply is not kept may run again.</summary>
    public void End(CallKey key)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out Entry? entry) && entry.Reply is null) _entries.Remove(key);
        }
    }

    private void Forget()
    {
        while (_kept.TryPeek(out (CallKey Key, Entry Entry) oldest) && IsTooMuch(oldest.Entry))
        {
            _kept.Dequeue();
            _entries.Remove(oldest.Key);
            _bytes -= oldest.Entry.Reply!.Length;
        }
    }

    private bool IsTooMuch(Entry oldest) =>
        _kept.Count > options.MaxRememberedReplies
        || _bytes > options.MaxRememberedBytes
        || options.Time.GetElapsedTime(oldest.KeptAt) > options.ReplyLifetime;

    private sealed class Entry
    {
        public byte[]? Reply { get; set; }

        public long KeptAt { get; set; }
    }
}
