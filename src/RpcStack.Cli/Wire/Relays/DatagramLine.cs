using System.Diagnostics;
using System.Net.Sockets;

namespace RpcStack.Cli.Wire.Relays;

/// <summary>One direction of a link for datagrams: some are lost, and jitter may make them overtake one another.</summary>
internal sealed class DatagramLine
{
    /// <summary>What a router would queue; more is lost.</summary>
    private const int MaxInFlight = 1024;

    private readonly RelayProfile _profile;
    private readonly Random _chance;
    private readonly Lock _gate = new();
    private long _lineFree;
    private int _inFlight;

    public DatagramLine(RelayProfile profile, int seed)
    {
        _profile = profile;
        // Chance that can be repeated is the point here, and no secret hangs on it.
#pragma warning disable CA5394
        _chance = new Random(seed);
#pragma warning restore CA5394
    }

    /// <summary>Is told of every datagram that is not lost, when it is sent.</summary>
    public Action<ReadOnlyMemory<byte>>? Sent { get; init; }

    /// <summary>Is told of every datagram that is lost, when it is sent.</summary>
    public required Action<ReadOnlyMemory<byte>> Lost { get; init; }

    /// <summary>Takes every other datagram, when it arrives.</summary>
    public required Action<ReadOnlyMemory<byte>> Deliver { get; init; }

    /// <summary>Puts a datagram on the way.</summary>
    public void Push(ReadOnlyMemory<byte> bytes)
    {
        if (Draw(bytes.Length) is not { } delay)
        {
            Lost(bytes);
            return;
        }

        Sent?.Invoke(bytes);
        if (_profile.IsInstant) Arrive(bytes);
        else _ = ArriveLaterAsync(bytes.ToArray(), delay);
    }

    /// <summary>How long it travels; null where it does not arrive.</summary>
    private TimeSpan? Draw(int length)
    {
        lock (_gate)
        {
            // Both are drawn for every datagram, so that what becomes of one does not hang on the others' fates.
#pragma warning disable CA5394 // As above.
            (double loss, double jitter) = (_chance.NextDouble(), _chance.NextDouble());
#pragma warning restore CA5394
            if (loss < _profile.Loss || _inFlight >= MaxInFlight) return null;
            _inFlight++;
            long now = Stopwatch.GetTimestamp();
            double transmission = _profile.Link.Bandwidth is { } bandwidth ? (double)length / bandwidth : 0;
            _lineFree = Math.Max(now, _lineFree) + (long)(transmission * Stopwatch.Frequency);
            return Stopwatch.GetElapsedTime(now, _lineFree) + _profile.Link.Latency + (_profile.Link.Jitter * jitter);
        }
    }

    private async Task ArriveLaterAsync(byte[] bytes, TimeSpan delay)
    {
        await Task.Delay(delay).ConfigureAwait(false);
        Arrive(bytes);
    }

    private void Arrive(ReadOnlyMemory<byte> bytes)
    {
        Interlocked.Decrement(ref _inFlight);
        try
        {
            Deliver(bytes);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Nobody is there: as lost as any.
        }
    }
}
