using System.Net;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Dns.Serving;

/// <summary>Tells other servers when a zone has changed (RFC 1996).</summary>
internal sealed class ChangeNotifier : IDisposable
{
    // RFC 1996 §3.6: who does not confirm is told again, five times and no more.
    private static readonly DnsClientOptions Patience =
        new() { Attempts = 5, Timeout = TimeSpan.FromSeconds(5), UdpPayloadSize = 0, IsRecursionDesired = false };

    private readonly ZoneStore _zones;
    private readonly IReadOnlyList<IPEndPoint> _servers;
    private readonly CancellationToken _stopping;

    internal ChangeNotifier(ZoneStore zones, IReadOnlyList<IPEndPoint> servers, CancellationToken stopping)
    {
        _zones = zones;
        _servers = servers;
        _stopping = stopping;
        _zones.Changed += Tell;
        foreach (Zone zone in zones.Zones) Tell(zone);
    }

    public void Dispose() => _zones.Changed -= Tell;

    private void Tell(object? sender, ZoneChangedEventArgs change) => Tell(change.Zone);

    private void Tell(Zone zone)
    {
        foreach (IPEndPoint server in _servers) _ = Task.Run(() => TellAsync(server, zone), _stopping);
    }

    private async Task TellAsync(IPEndPoint server, Zone zone)
    {
        var notification = new DnsMessage
        {
            Opcode = DnsOpcode.Notify,
            Flags = DnsFlags.Authoritative,
            Questions = [new DnsQuestion(zone.Origin, DnsRecordType.SOA)],
            Answers = [zone.StartOfAuthority.Records.First()],
        };
        try
        {
            await new DnsClient(server, Patience).SendAsync(notification, _stopping).ConfigureAwait(false);
        }
        catch (Exception end) when (end is DnsException or TimeoutException or OperationCanceledException)
        {
            // It will see for itself when its refresh interval is over.
        }
    }
}
