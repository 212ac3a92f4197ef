namespace RpcStack.Protocol.Internal.Life;

/// <summary>
/// Judges a peer by its silence: silent for the interval, it is asked; not answering for half of the timeout, it is
/// suspected; for all of it, dead. A step is taken at a time, so that a process that slept does not bury its peers
/// when it wakes.
/// </summary>
internal sealed class PeerWatch(TimeSpan interval, TimeSpan timeout, long now)
{
    private const long Never = long.MinValue / 2;

    private readonly long _interval = (long)interval.TotalMilliseconds;
    private readonly long _timeout = (long)timeout.TotalMilliseconds;
    private long _quietSince = now;
    private long _askedAt = Never;
    private bool _isSuspect;

    /// <summary>Whether there is anything to watch for.</summary>
    public static bool IsOn(TimeSpan interval) => interval > TimeSpan.Zero;

    /// <summary>For how long nothing has shown that the peer lives, in milliseconds.</summary>
    public long SilenceAt(long now) => now - _quietSince;

    /// <summary>Judges. To be called every so often.</summary>
    /// <param name="now">The time in milliseconds.</param>
    /// <param name="hasMoved">Whether anything has come since the last time, or gone where a lot waits to go.</param>
    /// <param name="isUnheard">Whether this side does not read: the peer may be waiting for a sign of life itself.</param>
    public PeerVerdict Check(long now, bool hasMoved, bool isUnheard)
    {
        if (hasMoved || isUnheard)
        {
            _quietSince = now;
            if (_isSuspect)
            {
                _isSuspect = false;
                return PeerVerdict.Alive;
            }

            return isUnheard && now - _askedAt >= _interval ? Ask(now, PeerVerdict.Ask) : PeerVerdict.None;
        }

        if (_askedAt < _quietSince)
            return now - _quietSince >= _interval ? Ask(now, PeerVerdict.Ask) : PeerVerdict.None;
        long waited = now - _askedAt;
        if (_isSuspect) return waited >= _timeout - (_timeout / 2) ? PeerVerdict.Dead : PeerVerdict.None;
        if (waited < _timeout / 2) return PeerVerdict.None;
        _isSuspect = true;
        return Ask(now, PeerVerdict.Suspect);
    }

    private PeerVerdict Ask(long now, PeerVerdict verdict)
    {
        _askedAt = now;
        return verdict;
    }
}
