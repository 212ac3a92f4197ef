using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>
/// The zones that one server or lookup speaks for. Reading may overlap with everything, changing takes turns.
/// </summary>
public sealed class ZoneStore
{
    private readonly Lock _changing = new();

    // Readers take the dictionary as it is; a change makes a new one.
    private volatile Dictionary<DomainName, Zone> _zones;

    /// <summary>Makes a store.</summary>
    /// <param name="zones">Its first zones.</param>
    public ZoneStore(params IEnumerable<Zone> zones)
    {
        ArgumentNullException.ThrowIfNull(zones);
        _zones = new Dictionary<DomainName, Zone>(DomainNameComparer.Instance);
        foreach (Zone zone in zones) _zones[zone.Origin] = zone;
    }

    /// <summary>The zones, in no particular order.</summary>
    public IReadOnlyCollection<Zone> Zones => _zones.Values;

    /// <summary>Adds a zone, or puts it in the place of the one with its name.</summary>
    public void Set(Zone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        lock (_changing)
        {
            _zones = new Dictionary<DomainName, Zone>(_zones, DomainNameComparer.Instance) { [zone.Origin] = zone };
        }
    }

    /// <summary>Takes a zone out; false if there was none of the name.</summary>
    public bool Remove(DomainName origin)
    {
        lock (_changing)
        {
            var zones = new Dictionary<DomainName, Zone>(_zones, DomainNameComparer.Instance);
            bool was = zones.Remove(origin);
            _zones = zones;
            return was;
        }
    }

    /// <summary>The zone whose name matches the most labels of a name.</summary>
    internal Zone? FindZone(ReadOnlySpan<byte> name)
    {
        var zones = _zones.GetAlternateLookup<ReadOnlySpan<byte>>();
        while (true)
        {
            if (zones.TryGetValue(name, out Zone? zone)) return zone;
            if (name[0] == 0) return null;
            name = name[(name[0] + 1)..];
        }
    }

    /// <summary>Answers a question, into <paramref name="answer"/>.</summary>
    internal void Lookup(ReadOnlySpan<byte> name, DnsRecordType type, ZoneAnswer answer)
    {
        answer.Clear();
        if (FindZone(name) is { } zone) new ZoneQuery(zone, type, answer).Run(name);
        else answer.Code = DnsResponseCode.Refused;
    }
}
