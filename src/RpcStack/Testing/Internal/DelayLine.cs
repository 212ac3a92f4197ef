namespace RpcStack.Testing.Internal;

/// <summary>
/// One direction of a link: what is pushed in comes out later, in order. One pushes and one pulls at a time.
/// </summary>
internal sealed class DelayLine : IDisposable
{
    /// <summary>The most that travels together, so that a narrow link delivers evenly.</summary>
    private const int SegmentSize = 16 << 10;

    private readonly Func<LinkProfile> _profile;
    private readonly TimeProvider _time;
    private readonly Random _chance;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly Queue<Segment> _segments = new();
    private readonly SemaphoreSlim _arrival = new(0);
    private readonly SemaphoreSlim _room = new(0);
    private Exception? _failure;
    private bool _isSilent;
    private long _lastDue;
    private long _lineFree;
    private long _inFlight;
    private int _taken;

    public DelayLine(Func<LinkProfile> profile, TimeProvider time, int seed)
    {
        _profile = profile;
        _time = time;
        // Chance that can be repeated is the point here, and no secret hangs on it.
#pragma warning disable CA5394
        _chance = new Random(seed);
#pragma warning restore CA5394
        _timer = time.CreateTimer(
            static line => Signal(((DelayLine)line!)._arrival), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Octets that were pushed and not pulled.</summary>
    public long InFlight
    {
        get
        {
            lock (_gate) return _inFlight;
        }
    }

    /// <summary>Puts bytes on the way, as fast as the window allows.</summary>
    public async ValueTask PushAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (!bytes.IsEmpty)
        {
            int taken = TryPush(bytes.Span);
            bytes = bytes[taken..];
            if (taken == 0) await _room.WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Says, behind all that was pushed, that nothing more comes, or why.</summary>
    public void PushEnd(Exception? failure = null)
    {
        lock (_gate) Enqueue(new Segment([], failure), _profile());
    }

    /// <summary>What has arrived; 0 at the end.</summary>
    public async ValueTask<int> PullAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        while (true)
        {
            if (TryPull(buffer.Span) is { } count) return count;
            await _arrival.WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Ends both ends at once, and what is under way is lost.</summary>
    public void Fail(Exception failure)
    {
        lock (_gate)
        {
            _failure ??= failure;
            Clear();
        }

        Signal(_arrival);
        Signal(_room);
    }

    /// <summary>From now on what is pushed, or under way, never arrives.</summary>
    public void FallSilent()
    {
        lock (_gate)
        {
            _isSilent = true;
            Clear();
        }

        Signal(_room);
    }

    // The semaphores have no handle to free, and somebody may still be about to release them.
    public void Dispose() => _timer.Dispose();

    private int TryPush(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_failure is { } failure) throw failure;
            if (_isSilent) return bytes.Length;
            LinkProfile profile = _profile();
            long room = Math.Max(0, profile.Window - _inFlight);
            var size = (int)Math.Min(Math.Min(bytes.Length, SegmentSize), room);
            if (size > 0) Enqueue(new Segment(bytes[..size].ToArray(), null), profile);
            return size;
        }
    }

    private void Enqueue(Segment segment, LinkProfile profile)
    {
        if (_isSilent) return;
        long now = _time.GetTimestamp();
        double transmission = profile.Bandwidth is { } bandwidth ? (double)segment.Bytes.Length / bandwidth : 0;
        _lineFree = Math.Max(now, _lineFree) + ToTimestamp(TimeSpan.FromSeconds(transmission));
#pragma warning disable CA5394 // As above.
        double chance = profile.Jitter > TimeSpan.Zero ? _chance.NextDouble() : 0;
#pragma warning restore CA5394
        long due = _lineFree + ToTimestamp(profile.Latency + (profile.Jitter * chance));
        // The order is the order of sending, whatever chance or a change of profile says.
        _lastDue = Math.Max(_lastDue, due);
        _segments.Enqueue(segment with { Due = _lastDue });
        _inFlight += segment.Bytes.Length;
        if (_segments.Count == 1) Signal(_arrival);
    }

    private int? TryPull(Span<byte> buffer)
    {
        lock (_gate)
        {
            if (_failure is { } failure) throw failure;
            if (!_segments.TryPeek(out Segment? first)) return null;
            if (IsAwaited(first)) return null;
            if (first.Failure is { } end) throw end;
            // An end stays where it is, to be found again.
            return first.Bytes.Length == 0 ? 0 : Take(first, buffer);
        }
    }

    /// <summary>Whether a segment is under way still; the timer tells when it is there.</summary>
    private bool IsAwaited(Segment segment)
    {
        while (true)
        {
            long now = _time.GetTimestamp();
            if (segment.Due <= now) return false;
            _timer.Change(FromTimestamp(segment.Due - now), Timeout.InfiniteTimeSpan);
            // A clock that somebody moved meanwhile has the timer late by as much.
            if (_time == TimeProvider.System || _time.GetTimestamp() == now) return true;
        }
    }

    private int Take(Segment segment, Span<byte> buffer)
    {
        ReadOnlySpan<byte> rest = segment.Bytes.AsSpan(_taken);
        int count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        _taken += count;
        if (_taken == segment.Bytes.Length)
        {
            _segments.Dequeue();
            _taken = 0;
        }

        _inFlight -= count;
        Signal(_room);
        return count;
    }

    /// <summary>Once is enough: whoever waits looks at everything, and the count is not to grow where nobody does.</summary>
    private static void Signal(SemaphoreSlim semaphore)
    {
        if (semaphore.CurrentCount == 0) semaphore.Release();
    }

    private void Clear()
    {
        _segments.Clear();
        _taken = 0;
        _inFlight = 0;
    }

    private long ToTimestamp(TimeSpan time) => (long)(time.Ticks * (double)_time.TimestampFrequency / TimeSpan.TicksPerSecond);

    /// <summary>Rounded up: to ticks, and, for the system's timers, which count nothing less, to milliseconds.</summary>
    private TimeSpan FromTimestamp(long time)
    {
        double ticks = Math.Ceiling((double)time * TimeSpan.TicksPerSecond / _time.TimestampFrequency);
        return _time == TimeProvider.System
            ? TimeSpan.FromMilliseconds(Math.Ceiling(ticks / TimeSpan.TicksPerMillisecond))
            : TimeSpan.FromTicks((long)ticks);
    }

    private sealed record Segment(byte[] Bytes, Exception? Failure)
    {
        public long Due { get; init; }
    }
}
