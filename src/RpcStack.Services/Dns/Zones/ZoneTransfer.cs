using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>Copies a zone from another server (AXFR, RFC 5936), or what has changed of it (IXFR, RFC 1995).</summary>
public static class ZoneTransfer
{
    /// <summary>Copies a zone.</summary>
    /// <param name="server">The server.</param>
    /// <param name="origin">The zone.</param>
    /// <param name="known">The version that is known, to ask for what has changed since; null for the whole.</param>
    /// <param name="key">What the request is signed with, and the response must be.</param>
    /// <param name="timeout">How long the server may take for each message; by default 10 s.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <returns>The zone; the known version where that is up to date.</returns>
    /// <exception cref="DnsException">The server cannot be reached, refuses, or sends what is no zone.</exception>
    public static Task<Zone> FetchAsync(
        IPEndPoint server,
        DomainName origin,
        Zone? known = null,
        TsigKey? key = null,
        TimeSpan? timeout = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(origin);
        var query = new OutgoingQuery(Request(origin, known), key);
        return FetchAsync(server, query, new TransferredZone(origin, known), timeout ?? DefaultTimeout, cancel);
    }

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private static DnsMessage Request(DomainName origin, Zone? known) => new()
    {
        Questions = [new DnsQuestion(origin, known is null ? DnsRecordType.AXFR : DnsRecordType.IXFR)],
        Authorities = known is null ? [] : [known.StartOfAuthority.Records.First()],
    };

    private static async Task<Zone> FetchAsync(
        IPEndPoint server, OutgoingQuery query, TransferredZone zone, TimeSpan timeout, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(timeout);
        try
        {
            using TcpChannel channel =
                await TcpChannel.ConnectAsync(server, new TrafficMeter(), patience.Token).ConfigureAwait(false);
            await channel.SendAsync(query.Octets, patience.Token).ConfigureAwait(false);
            var messages = new TransferMessages(query);
            while (!zone.IsComplete || messages.AwaitsSignature)
            {
                byte[] octets = await channel.ReceiveAsync(patience.Token).ConfigureAwait(false);
                patience.CancelAfter(timeout);
                zone.Take(messages.Read(octets));
            }

            return zone.Build();
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new DnsException($"{server} did not go on with the transfer within {timeout.TotalSeconds:0.###} s");
        }
        catch (SocketException unreachable)
        {
            throw new DnsException($"{server} cannot be asked: {unreachable.Message}", unreachable);
        }
        catch (DnsFormatException malformed)
        {
            throw new DnsException($"{server} sends what is no transfer: {malformed.Message}", malformed);
        }
    }
}
