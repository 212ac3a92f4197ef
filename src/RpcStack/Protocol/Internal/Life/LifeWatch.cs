namespace RpcStack.Protocol.Internal.Life;

/// <summary>What the heartbeat looks after on a connection, in steps that are fine enough for its options.</summary>
internal sealed class LifeWatch
{
    private const long Coarsest = 1000;

    /// <summary>A span is met to within a fraction of itself.</summary>
    private const int StepsPerSpan = 8;

    private readonly long _step = Coarsest;
    private long _next;

    public LifeWatch(RpcConnectionOptions options, long now)
    {
        _step = Math.Min(_step, Step(options.Lease));
        if (PeerWatch.IsOn(options.KeepAliveInterval))
        {
            Peer = new PeerWatch(options.KeepAliveInterval, options.KeepAliveTimeout, now);
            _step = Math.Min(Step(options.KeepAliveInterval), Step(options.KeepAliveTimeout));
        }

        if (UseWatch.IsOn(options.IdleTimeout))
        {
            Use = new UseWatch(options.IdleTimeout, now);
            _step = Math.Min(_step, Step(options.IdleTimeout));
        }
    }

    /// <summary>Keeps the peer alive, or null.</summary>
    public PeerWatch? Peer { get; }

    /// <summary>Ends what is not used, or null.</summary>
    public UseWatch? Use { get; }

    /// <summary>Whether its steps are so long that a visit every half second takes none of them late.</summary>
    public bool CanRest => _step == Coarsest;

    /// <summary>How many octets had come when it was looked after last.</summary>
    public long Received { get; set; }

    /// <summary>How many octets had gone then.</summary>
    public long Sent { get; set; }

    /// <summary>Whether a step is due.</summary>
    public bool IsDue(long now)
    {
        if (now < _next) return false;
        _next = now + _step;
        return true;
    }

    private static long Step(TimeSpan span) =>
        Math.Clamp((long)(span.TotalMilliseconds / StepsPerSpan), 1, Coarsest);
}
