using System.Diagnostics;

namespace RpcStack.Benchmarks.Workloads;

/// <summary>
/// Counts calls, and where asked keeps the time of each, in memory that was there before. Whoever makes calls counts its own
/// and says the sum in the end, so that counting costs a call nothing.
/// </summary>
internal sealed class Meter : IDisposable
{
    private const int MaxTimes = 2_000_000;

    // One for all turns, since a turn's own would count as allocated by its calls: hundreds of octets each in W1.
    private static readonly int[] Times = GC.AllocateUninitializedArray<int>(MaxTimes);

    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly Timer _end;
    private readonly int[]? _times;
    private long _last;
    private long _calls;
    private bool _isOver;

    public Meter(TimeSpan time, bool keepsTimes)
    {
        _times = keepsTimes ? Times : null;
        _begun = _last = Stopwatch.GetTimestamp();
        _end = new Timer(static meter => Volatile.Write(ref ((Meter)meter!)._isOver, true), this, time, Timeout.InfiniteTimeSpan);
    }

    public bool IsOver => Volatile.Read(ref _isOver);

    public void Dispose() => _end.Dispose();

    /// <summary>Calls ended. Times are kept where calls do not overlap: from the last one's end to this one's.</summary>
    public void Count(int calls)
    {
        if (_times is null)
        {
            Interlocked.Add(ref _calls, calls);
            return;
        }

        long now = Stopwatch.GetTimestamp();
        if (_calls < MaxTimes) _times[_calls] = (int)(now - _last);
        _last = now;
        _calls += calls;
    }

    public Work Done(double sent, double received)
    {
        TimeSpan time = Stopwatch.GetElapsedTime(_begun);
        if (_times is null) return new(_calls, time, null, null, sent, received);
        Span<int> times = _times.AsSpan(0, (int)Math.Min(_calls, MaxTimes));
        times.Sort();
        return new(_calls, time, At(times, 0.5), At(times, 0.99), sent, received);
    }

    private static TimeSpan At(ReadOnlySpan<int> times, double quantile) =>
        Stopwatch.GetElapsedTime(0, times[(int)(times.Length * quantile)]);
}
