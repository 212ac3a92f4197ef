using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>
/// The zones that one server or lookup speaks for. Reading may overlap with everything, changing takes turns.
/// </summary>
public sealed class ZoneStore
{
    private readonly Lock _changing = new();

    // Readers take the dictionary as it is; a change makes a new one.
    private volatile Dictionary<DomainName, Entry> _zones;

    /// <summary>Makes a store.</summary>
    /// <param name="zones">Its first zones.</param>
    public ZoneStore(params IEnumerable<Zone> zones)
    {
        ArgumentNullException.ThrowIfNull(zones);
        _zones = new Dictionary<DomainName, Entry>(DomainNameComparer.Instance);
        foreach (Zone zone in zones) _zones[zone.Origin] = new Entry(zone, ZoneHistory.Empty);
    }

    /// <summary>Raised after a zone was added, or replaced by another version.</summary>
    public event EventHandler<ZoneChangedEventArgs>? Changed;

    /// <summary>The zones, in no particular order.</summary>
    public IReadOnlyCollection<Zone> Zones => [.. _zones.Values.Select(entry => entry.Zone)];

    /// <summary>Adds a zone, or puts it in the place of the one with its name.</summary>
    public void Set(Zone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        lock (_changing) Replace(zone);
        Changed?.Invoke(this, new ZoneChangedEventArgs(zone));
    }

    /// <summary>Takes a zone out; false if there was none of the name.</summary>
    public bool Remove(DomainName origin)
    {
        lock (_changing)
        {
            var zones = new Dictionary<DomainName, Entry>(_zones, DomainNameComparer.Instance);
            bool was = zones.Remove(origin);
            _zones = zones;
            return was;
        }
    }

    /// <summary>Changes a zone as one step: nobody else changes it meanwhile.</summary>
    /// <param name="origin">The zone.</param>
    /// <param name="change">Makes the new version, or gives the old one back.</param>
    internal void Update(DomainName origin, Func<Zone, Zone> change)
    {
        Zone changed;
        lock (_changing)
        {
            Zone zone = _zones[origin].Zone;
            changed = change(zone);
            if (ReferenceEquals(changed, zone)) return;
            Replace(changed);
        }

        Changed?.Invoke(this, new ZoneChangedEventArgs(changed));
    }

    /// <summary>The zone of a name, if it is one.</summary>
    internal Zone? Get(DomainName origin) => _zones.GetValueOrDefault(origin)?.Zone;

    /// <summary>What is known of how a zone became what it is.</summary>
    internal (Zone Zone, ZoneHistory History)? GetWithHistory(DomainName origin) =>
        _zones.TryGetValue(origin, out Entry? entry) ? (entry.Zone, entry.History) : null;

    /// <summary>The zone whose name matches the most labels of a name.</summary>
    internal Zone? FindZone(ReadOnlySpan<byte> name)
    {
        var zones = _zones.GetAlternateLookup<ReadOnlySpan<byte>>();
        while (true)
        {
            if (zones.TryGetValue(name, out Entry? entry)) return entry.Zone;
            if (name[0] == 0) return null;
            name = name[(name[0] + 1)..];
        }
    }

    /// <summary>Answers a question, into <paramref name="answer"/>.</summary>
    internal void Lookup(ReadOnlySpan<byte> name, DnsRecordType type, ZoneAnswer answer)
    {
        answer.Clear();
        // RFC 4035 §3.1.4.1: what is said about a zone's key is in the zone above.
        bool isOfParent = type == DnsRecordType.DS && name[0] != 0;
        Zone? zone = isOfParent ? FindZone(name[(name[0] + 1)..]) ?? FindZone(name) : FindZone(name);
        if (zone is not null) new ZoneQuery(zone, type, answer).Run(name);
        else answer.Code = DnsResponseCode.Refused;
    }

    private void Replace(Zone zone)
    {
        Entry? old = _zones.GetValueOrDefault(zone.Origin);
        bool isNewer = old is not null && SerialNumber.IsNewer(zone.Serial, old.Zone.Serial);
        ZoneHistory history = isNewer ? old!.History.With(ZoneChange.Between(old.Zone, zone)) : ZoneHistory.Empty;
        _zones = new Dictionary<DomainName, Entry>(_zones, DomainNameComparer.Instance)
        {
            [zone.Origin] = new Entry(zone, history),
        };
    }

    private sealed record Entry(Zone Zone, ZoneHistory History);
}
