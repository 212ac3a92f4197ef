using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>Records that go from a zone and come to it, one by one, as IXFR and the journal say them.</summary>
internal sealed class ZonePatch(Zone zone)
{
    private readonly Dictionary<DomainName, HashSet<ResourceRecord>> _names = [];

    internal void Add(ResourceRecord record) => RecordsAt(record.Name).Add(record);

    /// <summary>Takes a record away; false if it is not there.</summary>
    internal bool Remove(ResourceRecord record) => RecordsAt(record.Name).Remove(record);

    /// <summary>The zone as it has become; null where the records do not make one, and then what is wrong.</summary>
    internal Zone? Build(out string? problem)
    {
        var builder = new ZoneBuilder(zone.Origin, zone);
        problem = null;
        foreach ((DomainName name, HashSet<ResourceRecord> records) in _names)
        {
            builder.Clear(name);
            foreach (ResourceRecord record in records)
                problem ??= builder.Add(record.Name, record.TimeToLive, record.Data);
        }

        return problem is null ? builder.Build(out problem) : null;
    }

    private HashSet<ResourceRecord> RecordsAt(DomainName name)
    {
        if (!_names.TryGetValue(name, out HashSet<ResourceRecord>? records))
            _names[name] = records = [.. zone.Find(name.Wire)?.Sets.SelectMany(set => set.Records) ?? []];
        return records;
    }
}
