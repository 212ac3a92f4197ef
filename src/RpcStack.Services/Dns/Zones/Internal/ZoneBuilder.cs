using System.Buffers.Binary;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>Collects the records of a zone and checks that they go together.</summary>
/// <param name="origin">The zone.</param>
/// <param name="before">The version that stays as it is at the names that are not named here.</param>
internal sealed class ZoneBuilder(DomainName origin, Zone? before = null)
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

    /// <summary>Says that a name has no records but those that are added from here on.</summary>
    internal void Clear(DomainName owner) => _names[owner] = [];

    /// <summary>The zone; null where the records do not make one, and then what is wrong.</summary>
    internal Zone? Build(out string? problem)
    {
        var nodes = new ZoneNodes(origin, before);
        // Parents first, so that each name is placed once.
        foreach (DomainName name in _names.Keys.OrderBy(name => name.LabelCount)) nodes.Put(name, SetsOf(name));
        problem = Lack(nodes.Find(origin))
            ?? First(name => IsBelowSubtreeAlias(name, nodes), "is below a DNAME record and so cannot have records")
            ?? First(name => IsAboveNames(name, nodes), "has names below it and so cannot have a DNAME record");
        if (problem is not null) return null;
        RecordSet start = nodes.Find(origin)!.Find(DnsRecordType.SOA)!;
        uint minimum = BinaryPrimitives.ReadUInt32BigEndian(start.Data[0].Wire[^MinimumSize..]);
        var negative = new RecordSet(origin, start.Type, Math.Min(start.TimeToLive, minimum), start.Data);
        return nodes.ToZone(start, negative);
    }

    private RecordSet[] SetsOf(DomainName name) =>
        [.. _names[name].Select(set => new RecordSet(name, set.Type, set.TimeToLive, set.Data.ToArray()))];

    private string? Lack(ZoneNode? apex)
    {
        if (apex?.Find(DnsRecordType.SOA) is null) return $"the zone {origin} has no SOA record";
        return apex.Find(DnsRecordType.NS) is null ? $"the zone {origin} has no NS records" : null;
    }

    private string? First(Predicate<DomainName> isWrong, string problem) =>
        _names.Keys.FirstOrDefault(name => isWrong(name)) is { } name ? $"{name} {problem}" : null;

    // RFC 6672 §2.4: what is below a DNAME record is elsewhere.
    private bool IsBelowSubtreeAlias(DomainName name, ZoneNodes nodes)
    {
        if (nodes.Find(name) is null) return false;
        while (!name.Equals(origin))
        {
            name = name.Parent;
            if (nodes.Find(name)!.Find(DnsRecordTypes.DNAME) is not null) return true;
        }

        return false;
    }

    private static bool IsAboveNames(DomainName name, ZoneNodes nodes) =>
        nodes.Find(name) is { ChildCount: > 0 } node && node.Find(DnsRecordTypes.DNAME) is not null;

    // RFC 4035 §2.5: what signs and proves an alias may stand beside it.
    private static bool IsAboutAliases(DnsRecordType type) => type is DnsRecordTypes.RRSIG or DnsRecordTypes.NSEC;

    private sealed record SetInProgress(DnsRecordType Type, uint TimeToLive, List<RecordData> Data)
    {
        internal HashSet<RecordData> Seen { get; } = [.. Data];
    }
}
