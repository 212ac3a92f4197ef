using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>What makes one version of a zone of another (RFC 1995 §4).</summary>
/// <param name="From">The SOA record of the version before.</param>
/// <param name="To">The SOA record of the version after.</param>
/// <param name="Removed">The other records that went.</param>
/// <param name="Added">The other records that came.</param>
internal sealed record ZoneChange(
    ResourceRecord From, ResourceRecord To, IReadOnlyList<ResourceRecord> Removed, IReadOnlyList<ResourceRecord> Added)
{
    internal int RecordCount => Removed.Count + Added.Count;

    /// <summary>Compares two versions, at all names or at those that alone may have changed.</summary>
    internal static ZoneChange Between(Zone from, Zone to, IEnumerable<DomainName>? names = null) => new(
        from.StartOfAuthority.Records.First(),
        to.StartOfAuthority.Records.First(),
        Missing(from, to, names),
        Missing(to, from, names));

    private static List<ResourceRecord> Missing(Zone zone, Zone other, IEnumerable<DomainName>? names)
    {
        List<ResourceRecord> records = [];
        IEnumerable<RecordSet> sets = names is null
            ? zone.RecordSets
            : names.SelectMany(name => zone.Find(name.Wire)?.Sets ?? []);
        foreach (RecordSet set in sets)
        {
            if (set.Type == DnsRecordType.SOA) continue;
            RecordSet? same = other.Find(set.Owner.Wire)?.Find(set.Type);
            bool isKept = same is not null && same.TimeToLive == set.TimeToLive;
            if (isKept && (ReferenceEquals(same, set) || same!.Data.SequenceEqual(set.Data))) continue;
            HashSet<RecordData> kept = isKept ? [.. same!.Data] : [];
            records.AddRange(set.Records.Where(record => !kept.Contains(record.Data)));
        }

        return records;
    }
}
