namespace RpcStack.Calls.Internal;

/// <summary>When an endpoint may be tried again.</summary>
internal sealed class Backoff(RpcBackoff options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private int _failures;
    private long _failedAt = long.MinValue;
    private TimeSpan _wait;

    /// <summary>The time that is left until the next attempt.</summary>
    public TimeSpan Pause
    {
        get
        {
            lock (_gate)
            {
                if (_failures == 0) return TimeSpan.Zero;
                TimeSpan left = _wait - time.GetElapsedTime(_failedAt);
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>An attempt has failed; where several ran at a time, they count as one.</summary>
    /// <param name="begunAt">When it began, as a timestamp of the clock.</param>
    public void Failed(long begunAt)
    {
        lock (_gate)
        {
            if (_failures > 0 && begunAt < _failedAt) return;
            _failures++;
            _failedAt = time.GetTimestamp();
            _wait = options.After(_failures, Random.Shared.NextDouble());
        }
    }

    /// <summary>The endpoint was there.</summary>
    public void Reset()
    {
        lock (_gate) _failures = 0;
    }
}
