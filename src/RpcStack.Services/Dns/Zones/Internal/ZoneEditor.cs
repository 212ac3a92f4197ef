using System.Buffers.Binary;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>A zone's records while they are changed, under the rules of RFC 2136 §3.4.2.</summary>
internal sealed class ZoneEditor
{
    private const int SerialOffset = 20;

    private readonly Zone _zone;
    private readonly Dictionary<DomainName, List<RecordSet>> _names = [];

    internal ZoneEditor(Zone zone)
    {
        _zone = zone;
        // The SOA record changes with whatever else does.
        SetsAt(zone.Origin);
    }

    /// <summary>The names that may have changed.</summary>
    internal IReadOnlyCollection<DomainName> Names => _names.Keys;

    internal bool IsChanged { get; private set; }

    internal void Add(ResourceRecord record)
    {
        List<RecordSet> sets = SetsAt(record.Name);
        RecordSet? same = sets.Find(set => set.Type == record.Type);
        if (record.Type == DnsRecordType.SOA)
        {
            bool isNewer = SerialNumber.IsNewer(SerialNumber.Of(record.Data), SerialNumber.Of(same!.Data[0]));
            if (isNewer) Put(sets, same, record, [record.Data]);
            return;
        }

        // An alias stands alone, so what came first stays.
        bool isAlias = record.Type == DnsRecordType.CNAME;
        if (sets.Exists(set => isAlias != (set.Type == DnsRecordType.CNAME))) return;
        bool isSingle = isAlias || record.Type == DnsRecordTypes.DNAME;
        IEnumerable<RecordData> others = same is null || isSingle ? [] : same.Data.Where(d => !d.Equals(record.Data));
        bool isThere = same is not null && same.TimeToLive == record.TimeToLive && same.Data.Contains(record.Data);
        if (!isThere) Put(sets, same, record, [.. others, record.Data]);
    }

    /// <summary>Removes a set, or with <see cref="DnsRecordType.ANY"/> all of a name.</summary>
    internal void RemoveSets(DomainName name, DnsRecordType type)
    {
        bool isOrigin = name.Equals(_zone.Origin);
        int removed = SetsAt(name).RemoveAll(set =>
            (type == DnsRecordType.ANY || set.Type == type)
            && !(isOrigin && set.Type is DnsRecordType.SOA or DnsRecordType.NS));
        IsChanged |= removed > 0;
    }

    internal void Remove(DomainName name, RecordData data)
    {
        List<RecordSet> sets = SetsAt(name);
        if (data.Type == DnsRecordType.SOA || sets.Find(set => set.Type == data.Type) is not { } set) return;
        if (!set.Data.Contains(data)) return;
        bool isLast = set.Data.Count == 1;
        // A zone without name servers would be out of reach.
        if (isLast && data.Type == DnsRecordType.NS && name.Equals(_zone.Origin)) return;
        sets.Remove(set);
        RecordData[] others = [.. set.Data.Where(other => !other.Equals(data))];
        if (!isLast) sets.Add(new RecordSet(name, set.Type, set.TimeToLive, others));
        IsChanged = true;
    }

    /// <summary>The zone as it has become, with a new serial number; the old one where nothing has changed.</summary>
    /// <param name="problem">Why the records do not make a zone; then the old one is given.</param>
    internal Zone Build(out string? problem)
    {
        problem = null;
        if (!IsChanged) return _zone;
        var builder = new ZoneBuilder(_zone.Origin, _zone);
        foreach ((DomainName name, List<RecordSet> sets) in _names)
        {
            builder.Clear(name);
            foreach (RecordSet set in sets)
            {
                foreach (RecordData data in set.Data) problem ??= builder.Add(set.Owner, set.TimeToLive, Renew(data));
            }
        }

        return problem is null && builder.Build(out problem) is { } zone ? zone : _zone;
    }

    private void Put(List<RecordSet> sets, RecordSet? old, ResourceRecord record, RecordData[] data)
    {
        if (old is not null) sets.Remove(old);
        sets.Add(new RecordSet(record.Name, record.Type, record.TimeToLive, data));
        IsChanged = true;
    }

    // RFC 2136 §3.6: who changes a zone without a new serial number gets one.
    private RecordData Renew(RecordData data)
    {
        if (data.Type != DnsRecordType.SOA || SerialNumber.Of(data) != _zone.Serial) return data;
        byte[] wire = data.Wire.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(wire.AsSpan(wire.Length - SerialOffset), SerialNumber.Next(_zone.Serial));
        return RecordData.FromWire(DnsRecordType.SOA, wire);
    }

    private List<RecordSet> SetsAt(DomainName name)
    {
        if (!_names.TryGetValue(name, out List<RecordSet>? sets))
            _names[name] = sets = [.. _zone.Find(name.Wire)?.Sets ?? []];
        return sets;
    }
}
