using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Dns.Serving;

/// <summary>Gives a zone away: whole (AXFR, RFC 5936), or what has changed of it (IXFR, RFC 1995).</summary>
internal sealed class TransferSource(ZoneStore zones, DnsServerOptions options, ServerRequest request)
{
    // Pointers reach so far, and secondaries get something to do while the rest is on its way.
    private const int MessageSize = 16 * 1024;

    private readonly CompressionTable _names = new();
    private bool _more;

    /// <summary>The response, message by message.</summary>
    internal IEnumerable<byte[]> Messages
    {
        get
        {
            DnsQuestion question = request.Message.Questions[0];
            if (!options.AllowTransfer.Allows(request.Asker, request.Key)
                || (request.IsDatagram && question.Type == DnsRecordType.AXFR))
            {
                return [request.Write(request.Reply(DnsResponseCode.Refused))];
            }

            if (question.Class != DnsClass.Internet || zones.GetWithHistory(question.Name) is not { } entry)
            {
                return [request.Write(request.Reply(DnsResponseCodes.NotAuthorized))];
            }

            IEnumerable<ResourceRecord> records = question.Type == DnsRecordType.AXFR
                ? Whole(entry.Zone)
                : Difference(entry.Zone, entry.History);
            return request.IsDatagram ? [InOneDatagram(records, entry.Zone)] : Pack(records);
        }
    }

    private static IEnumerable<ResourceRecord> Whole(Zone zone)
    {
        ResourceRecord start = zone.StartOfAuthority.Records.First();
        return zone.RecordSets
            .Where(set => set.Type != DnsRecordType.SOA)
            .SelectMany(set => set.Records)
            .Prepend(start)
            .Append(start);
    }

    // RFC 1995 §4: the new SOA; for each change the old SOA, what went, the SOA after, what came; the new SOA.
    private IEnumerable<ResourceRecord> Difference(Zone zone, ZoneHistory history)
    {
        ResourceRecord start = zone.StartOfAuthority.Records.First();
        ResourceRecord? known = request.Message.Authorities.FirstOrDefault(record =>
            record.Type == DnsRecordType.SOA && record.Name.Equals(zone.Origin));
        if (known is null) return Whole(zone);
        uint serial = SerialNumber.Of(known.Data);
        if (!SerialNumber.IsNewer(zone.Serial, serial)) return [start];
        if (history.Since(serial) is not { } changes) return Whole(zone);
        return changes.ToArray()
            .SelectMany(change => change.Removed.Prepend(change.From).Append(change.To).Concat(change.Added))
            .Prepend(start)
            .Append(start);
    }

    // RFC 1995 §2: what does not fit is told by the SOA alone, and asked for again over TCP.
    private byte[] InOneDatagram(IEnumerable<ResourceRecord> records, Zone zone)
    {
        using IEnumerator<ResourceRecord> rest = records.GetEnumerator();
        rest.MoveNext();
        byte[]? whole = PackOne(rest, isFirst: true, request.MaxSize);
        if (whole is not null && !_more) return whole;
        using IEnumerator<ResourceRecord> alone = zone.StartOfAuthority.Records.GetEnumerator();
        alone.MoveNext();
        return PackOne(alone, isFirst: true, request.MaxSize) ?? request.Write(request.Reply(DnsResponseCode.NoError));
    }

    private IEnumerable<byte[]> Pack(IEnumerable<ResourceRecord> records)
    {
        using IEnumerator<ResourceRecord> rest = records.GetEnumerator();
        bool isFirst = true;
        for (_more = rest.MoveNext(); _more; isFirst = false)
        {
            // A record larger than a message of the usual size gets one of the largest.
            yield return PackOne(rest, isFirst, MessageSize) ?? PackOne(rest, isFirst, request.MaxSize)
                ?? throw new InvalidOperationException("A record of the zone is larger than any message.");
        }
    }

    /// <summary>Packs the current record and those that follow as far as they fit; null if not even one does.</summary>
    private byte[]? PackOne(IEnumerator<ResourceRecord> records, bool isFirst, int size)
    {
        byte[] buffer = new byte[size];
        var writer = new MessageWriter(buffer, _names);
        DnsQuestion question = request.Message.Questions[0];
        if (isFirst) writer.WriteQuestion(question.Name.Wire, question.Type, question.Class);
        int count = 0;
        do
        {
            int start = writer.Position;
            ResourceRecord record = records.Current;
            writer.WriteRecord(record.Name, record.Class, record.TimeToLive, record.Data);
            if (writer.IsOverflowed)
            {
                writer.Rewind(start);
                break;
            }

            count++;
        }
        while (_more = records.MoveNext());

        if (count == 0) return null;
        writer.WriteHeader(new DnsHeader(
            request.Message.Id,
            DnsFlags.Response | DnsFlags.Authoritative,
            DnsOpcode.Query,
            DnsResponseCode.NoError,
            (ushort)(isFirst ? 1 : 0),
            (ushort)count,
            AuthorityCount: 0,
            AdditionalCount: 0));
        return buffer[..writer.Position];
    }
}
