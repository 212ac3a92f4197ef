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
        long refreshed = time.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            bool isFresh = await RefreshAsync(zones, stopping).ConfigureAwait(false);
            if (isFresh) refreshed = time.GetTimestamp();
            Zone? zone = zones.Get(Origin);
            if (zone is not null && time.GetElapsedTime(refreshed) > Interval(zone, Timer.Expire)) zones.Remove(Origin);
            TimeSpan wait = zone is null ? FirstRetry : Interval(zone, isFresh ? Timer.Refresh : Timer.Retry);
            await WaitAsync(wait, time, stopping).ConfigureAwait(false);
        }
    }

    private async Task<bool> RefreshAsync(ZoneStore zones, CancellationToken stopping)
    {
        try
        {
            Zone? known = zones.Get(Origin);
            Zone zone = await FetchAsync(known, stopping).ConfigureAwait(false);
            if (!ReferenceEquals(zone, known)) zones.Set(zone);
            Failure = null;
            return true;
        }
        catch (DnsException failure)
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
