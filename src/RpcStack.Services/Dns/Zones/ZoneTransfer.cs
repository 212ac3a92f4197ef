using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>Copies a zone from another server (AXFR, RFC 5936), or what has changed of it (IXFR, RFC 1995).</summary>
public static class ZoneTransfer
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Copies a zone.</summary>
    /// <param name="server">The server.</param>
    /// <param name="origin">The zone.</param>
    /// <param name="known">The version that is known, to ask for what has changed since; null for the whole.</param>
    /// <param name="key">What the request is signed with, and the response must be.</param>
    /// <param name="timeout">How long the server may take for each message; by default 10 s.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <returns>The zone; the known version where that is up to date.</returns>
    /// <exception cref="DnsException">The server cannot be reached, refuses, or sends what is no zone.</exception>
    public static async Task<Zone> FetchAsync(
        IPEndPoint server,
        DomainName origin,
        Zone? known = null,
        TsigKey? key = null,
        TimeSpan? timeout = null,
        CancellationToken cancel = default)
    {
        var zone = new TransferredZone(origin, known);
        await foreach (ZoneTransferPart part in ReadAsync(server, origin, known?.Serial, key, timeout, cancel).ConfigureAwait(false))
            zone.Take(part.Records);
        return zone.Build();
    }

    /// <summary>Gives the records of a transfer as they come, message by message.</summary>
    /// <param name="server">The server.</param>
    /// <param name="origin">The zone.</param>
    /// <param name="known">The serial number of the version to give the changes of; null for the whole.</param>
    /// <param name="key">What the request is signed with, and the response must be.</param>
    /// <param name="timeout">How long the server may take for each message; by default 10 s.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="DnsException">The server cannot be reached, refuses, or sends what is no transfer.</exception>
    public static IAsyncEnumerable<ZoneTransferPart> ReadAsync(
        IPEndPoint server,
        DomainName origin,
        uint? known = null,
        TsigKey? key = null,
        TimeSpan? timeout = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(origin);
        var query = new OutgoingQuery(Request(origin, known), key);
        return ReadAsync(server, query, new TransferSequence(origin, known), timeout ?? DefaultTimeout, cancel);
    }

    // Of the SOA record that says what is known, the serial number is what counts (RFC 1995 §3).
    private static DnsMessage Request(DomainName origin, uint? known) => new()
    {
        Questions = [new DnsQuestion(origin, known is null ? DnsRecordType.AXFR : DnsRecordType.IXFR)],
        Authorities = known is { } serial ? [new ResourceRecord(origin, DnsClass.Internet, 0, Start(serial))] : [],
    };

    private static RecordData Start(uint serial) =>
        RecordData.Parse(DnsRecordType.SOA, string.Create(CultureInfo.InvariantCulture, $". . {serial} 0 0 0 0"));

    private static async IAsyncEnumerable<ZoneTransferPart> ReadAsync(
        IPEndPoint server,
        OutgoingQuery query,
        TransferSequence sequence,
        TimeSpan timeout,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(timeout);
        using TcpChannel channel = await TranslateAsync(() => OpenAsync(server, query, patience.Token)).ConfigureAwait(false);
        var messages = new TransferMessages(query);
        while (!sequence.IsComplete || messages.AwaitsSignature)
        {
            ZoneTransferPart part = await TranslateAsync(() => NextAsync(channel, messages, sequence, patience.Token))
                .ConfigureAwait(false);
            patience.CancelAfter(timeout);
            yield return part;
        }

        async Task<T> TranslateAsync<T>(Func<Task<T>> step)
        {
            try
            {
                return await step().ConfigureAwait(false);
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

    private static async Task<TcpChannel> OpenAsync(IPEndPoint server, OutgoingQuery query, CancellationToken cancel)
    {
        TcpChannel channel = await TcpChannel.ConnectAsync(server, new TrafficMeter(), cancel).ConfigureAwait(false);
        try
        {
            await channel.SendAsync(query.Octets, cancel).ConfigureAwait(false);
            return channel;
        }
        catch
        {
            channel.Dispose();
            throw;
        }
    }

    private static async Task<ZoneTransferPart> NextAsync(
        TcpChannel channel, TransferMessages messages, TransferSequence sequence, CancellationToken cancel)
    {
        byte[] octets = await channel.ReceiveAsync(cancel).ConfigureAwait(false);
        IReadOnlyList<ResourceRecord> records = messages.Read(octets);
        foreach (ResourceRecord record in records) sequence.Take(record);
        sequence.EndMessage();
        return new ZoneTransferPart(records, octets.Length);
    }
}
