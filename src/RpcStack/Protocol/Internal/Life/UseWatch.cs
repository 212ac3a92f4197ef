namespace RpcStack.Protocol.Internal.Life;

/// <summary>Tells how long a connection has been of no use to anybody.</summary>
internal sealed class UseWatch(TimeSpan limit, long now)
{
    private readonly long _limit = (long)limit.TotalMilliseconds;
    private ulong _uses;
    private long _usedAt = now;

    /// <summary>Whether there is a limit.</summary>
    public static bool IsOn(TimeSpan limit) => limit > TimeSpan.Zero;

    /// <summary>Whether it is time to close it. To be called every so often.</summary>
    /// <param name="now">The time in milliseconds.</param>
    /// <param name="uses">How often it was used so far.</param>
    /// <param name="isBusy">Whether calls are running.</param>
    public bool IsOver(long now, ulong uses, bool isBusy)
    {
        if (isBusy || uses != _uses)
        {
            _uses = uses;
            _usedAt = now;
        }

        return now - _usedAt >= _limit;
    }
}
