using System.Buffers.Binary;
using System.Net;
using System.Threading.Channels;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Dns;

/// <summary>A zone that is copied from a primary server and kept up to date as its SOA record says.</summary>
/// <param name="origin">The zone.</param>
/// <param name="primary">The server that has it.</param>
/// <param name="key">What transfers are signed with.</param>
public sealed class SecondaryZone(DomainName origin, IPEndPoint primary, TsigKey? key = null)
{
    // However short a zone wants it, and however long.
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromDays(14);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> _wanted = Channel.CreateBounded<bool>(1);

    /// <summary>The zone.</summary>
    public DomainName Origin { get; } = origin;

    /// <summary>The server that has it.</summary>
    public IPEndPoint Primary { get; } = primary;

    /// <summary>Why the last copy failed; null where it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Looks for changes now, not only after the refresh interval.</summary>
    public void RefreshSoon() => _wanted.Writer.TryWrite(true);

    internal bool IsPrimary(IPAddress address) => Primary.Address.Equals(address);

    /// <summary>Keeps the zone in a store up to date until it is stopped.</summary>
    internal async Task RunAsync(ZoneStore zones, TimeProvider time, CancellationToken stopping)
    {
        long refreshed = Restore(zones, time);
        while (!stopping.IsCancellationRequested)
        {
            bool isFresh = await RefreshAsync(zones, stopping).ConfigureAwait(false);
            if (isFresh) refreshed = time.GetTimestamp();
            else SuspendIfExpired(zones, time.GetElapsedTime(refreshed));
            TimeSpan wait = zones.Get(Origin) is { } zone ? Interval(zone, isFresh ? Timer.Refresh : Timer.Retry) : FirstRetry;
            await WaitAsync(wait, time, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Begins with what a store kept; gives the timestamp at which that was up to date.</summary>
    private long Restore(ZoneStore zones, TimeProvider time)
    {
        TimeSpan age = TimeSpan.Zero;
        try
        {
            if (zones.Restore(Origin) is { } confirmed) age = DateTime.UtcNow - confirmed;
        }
        catch (Exception failure) when (failure is ZoneFileException or IOException or UnauthorizedAccessException)
        {
            // The server has it all.
            Failure = failure.Message;
        }

        if (zones.Get(Origin) is null) zones.Suspend(Origin);
        else SuspendIfExpired(zones, age);
        return time.GetTimestamp() - (long)(Math.Max(0, age.TotalSeconds) * time.TimestampFrequency);
    }

    private void SuspendIfExpired(ZoneStore zones, TimeSpan age)
    {
        if (zones.Get(Origin) is { } zone && age > Interval(zone, Timer.Expire)) zones.Suspend(Origin);
    }

    private async Task<bool> RefreshAsync(ZoneStore zones, CancellationToken stopping)
    {
        try
        {
            Zone? known = zones.Get(Origin);
            Zone zone = await FetchAsync(known, stopping).ConfigureAwait(false);
            bool isServed = zones.GetWithHistory(Origin) is not null;
            if (ReferenceEquals(zone, known) && isServed) zones.Confirm(Origin);
            else zones.Take(zone);
            Failure = null;
            return true;
        }
        catch (Exception failure) when (failure is DnsException or IOException or UnauthorizedAccessException)
        {
            Failure = failure.Message;
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // Where the changes do not fit to what is here, or the server knows none, the whole is asked for.
    private async Task<Zone> FetchAsync(Zone? known, CancellationToken stopping)
    {
        if (known is not null)
        {
            try
            {
                return await ZoneTransfer.FetchAsync(Primary, Origin, known, key, cancel: stopping)
                    .ConfigureAwait(false);
            }
            catch (DnsException)
            {
            }
        }

        return await ZoneTransfer.FetchAsync(Primary, Origin, key: key, cancel: stopping).ConfigureAwait(false);
    }

    private async Task WaitAsync(TimeSpan wait, TimeProvider time, CancellationToken stopping)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(
            _wanted.Reader.ReadAsync(waiting.Token).AsTask(), Task.Delay(wait, time, waiting.Token)).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
    }

    private static TimeSpan Interval(Zone zone, Timer timer)
    {
        ReadOnlySpan<byte> data = zone.StartOfAuthority.Data[0].Wire;
        var interval = TimeSpan.FromSeconds(BinaryPrimitives.ReadUInt32BigEndian(data[^(int)timer..]));
        return interval < MinInterval ? MinInterval : interval > MaxInterval ? MaxInterval : interval;
    }

    /// <summary>Where in the SOA data the interval stands, counted from its end (RFC 1035 §3.3.13).</summary>
    private enum Timer
    {
        Refresh = 16,
        Retry = 12,
        Expire = 8,
    }
}
