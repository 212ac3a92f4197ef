using System.Buffers.Binary;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>Collects the records of a zone and checks that they go together.</summary>
internal sealed class ZoneBuilder(DomainName origin)
{
    // SERIAL, REFRESH, RETRY, EXPIRE and MINIMUM end the SOA data; MINIMUM is the last.
    private const int MinimumSize = sizeof(uint);

    private readonly Dictionary<DomainName, List<SetInProgress>> _names = [];

    /// <summary>
    /// Adds a record, or gives what is wrong with it. One that is there already is left out (RFC 2181 §5).
    /// </summary>
    internal string? Add(DomainName owner, uint timeToLive, RecordData data)
    {
        if (!owner.IsWithin(origin)) return $"{owner} is not in the zone {origin}";
        if (data.Type == DnsRecordType.SOA && !owner.Equals(origin))
        {
            return $"an SOA record belongs to the zone's name, {origin}";
        }

        if (owner.IsWildcard && data.Type is DnsRecordType.NS or DnsRecordTypes.DNAME)
        {
            return $"a wildcard cannot have {data.Type.ToText()} records (RFC 4592 §4)";
        }

        if (!_names.TryGetValue(owner, out List<SetInProgress>? sets)) _names[owner] = sets = [];

        // RFC 1034 §3.6.2: an alias has no other data.
        bool isAlias = data.Type == DnsRecordType.CNAME;
        if (!IsAboutAliases(data.Type)
            && sets.Exists(set => isAlias != (set.Type == DnsRecordType.CNAME) && !IsAboutAliases(set.Type)))
        {
            return $"{owner} has a CNAME record and so can have no other";
        }

        SetInProgress? same = sets.Find(set => set.Type == data.Type);
        if (same is null)
        {
            sets.Add(new SetInProgress(data.Type, timeToLive, [data]));
            return null;
        }

        if (same.TimeToLive != timeToLive)
        {
            return $"the records {owner} {data.Type.ToText()} differ in their TTL, "
                + $"{same.TimeToLive} and {timeToLive} (RFC 2181 §5.2)";
        }

        if (!same.Seen.Add(data)) return null;
        if (data.Type is DnsRecordType.SOA or DnsRecordType.CNAME or DnsRecordTypes.DNAME)
        {
            return $"{owner} has a {data.Type.ToText()} record already";
        }

        same.Data.Add(data);
        return null;
    }

    /// <summary>What the zone lacks, or null.</summary>
    internal string? Lack()
    {
        List<SetInProgress> apex = _names.GetValueOrDefault(origin) ?? [];
        if (!apex.Exists(set => set.Type == DnsRecordType.SOA)) return $"the zone {origin} has no SOA record";
        if (!apex.Exists(set => set.Type == DnsRecordType.NS)) return $"the zone {origin} has no NS records";
        // RFC 6672 §2.4: what is below is elsewhere.
        DomainName? hidden = _names.Keys.FirstOrDefault(IsBelowSubtreeAlias);
        return hidden is null ? null : $"{hidden} is below a DNAME record and so cannot have records";
    }

    // RFC 4035 §2.5: what signs and proves an alias may stand beside it.
    private static bool IsAboutAliases(DnsRecordType type) => type is DnsRecordTypes.RRSIG or DnsRecordTypes.NSEC;

    private bool IsBelowSubtreeAlias(DomainName name)
    {
        while (!name.Equals(origin))
        {
            name = name.Parent;
            bool hasSets = _names.TryGetValue(name, out List<SetInProgress>? sets);
            if (hasSets && sets!.Exists(set => set.Type == DnsRecordTypes.DNAME)) return true;
        }

        return false;
    }

    internal Zone Build()
    {
        var nodes = new Dictionary<DomainName, ZoneNode>(DomainNameComparer.Instance);
        foreach (DomainName name in _names.Keys) Grow(nodes, name);
        RecordSet start = nodes[origin].Find(DnsRecordType.SOA)!;
        uint minimum = BinaryPrimitives.ReadUInt32BigEndian(start.Data[0].Wire[^MinimumSize..]);
        var negative = new RecordSet(origin, start.Type, Math.Min(start.TimeToLive, minimum), start.Data);
        return new Zone(origin, nodes, start, negative);
    }

    // Names between the origin and a name exist too. A name's depth is at most 127, and so is that of the recursion.
    private ZoneNode Grow(Dictionary<DomainName, ZoneNode> nodes, DomainName name)
    {
        if (nodes.TryGetValue(name, out ZoneNode? node)) return node;
        ZoneNode? parent = name.Equals(origin) ? null : Grow(nodes, name.Parent);
        RecordSet[] sets =
        [
            .. (_names.GetValueOrDefault(name) ?? []).Select(
                set => new RecordSet(name, set.Type, set.TimeToLive, set.Data.ToArray())),
        ];
        nodes[name] = node = new ZoneNode(name, sets, parent);
        node.TakePlace();
        return node;
    }

    private sealed record SetInProgress(DnsRecordType Type, uint TimeToLive, List<RecordData> Data)
    {
        internal HashSet<RecordData> Seen { get; } = [.. Data];
    }
}
