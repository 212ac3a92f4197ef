using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>
/// The zones that one server or lookup speaks for. Reading may overlap with everything, changing takes turns.
/// </summary>
public sealed class ZoneStore
{
    private readonly Lock _changing = new();
    private readonly ZoneFolder? _folder;

    // Readers take the dictionary as it is; a change makes a new one.
    private volatile Dictionary<DomainName, Entry> _zones = new(DomainNameComparer.Instance);

    /// <summary>Makes a store in memory.</summary>
    /// <param name="zones">Its first zones.</param>
    public ZoneStore(params IEnumerable<Zone> zones)
    {
        ArgumentNullException.ThrowIfNull(zones);
        foreach (Zone zone in zones) _zones[zone.Origin] = new Entry(zone, ZoneHistory.Empty);
    }

    private ZoneStore(string folder) => _folder = new ZoneFolder(folder);

    /// <summary>Raised after a zone was added, or replaced by another version.</summary>
    public event EventHandler<ZoneChangedEventArgs>? Changed;

    /// <summary>The zones, in no particular order.</summary>
    public IReadOnlyCollection<Zone> Zones => [.. _zones.Values.Where(entry => entry.IsServed).Select(entry => entry.Zone!)];

    /// <summary>
    /// Opens a store that keeps in a folder what updates made of its zones, and the zones that are copied from others.
    /// An update is on disk before it is confirmed.
    /// </summary>
    /// <param name="folder">The folder, of this store alone; it is made where there is none.</param>
    /// <param name="zones">Its first zones, each of which gives way to what updates made of it (<see cref="Reload"/>).</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be used.</exception>
    /// <exception cref="ZoneFileException">A file of the folder is broken.</exception>
    public static ZoneStore Open(string folder, params IEnumerable<Zone> zones)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(zones);
        var store = new ZoneStore(folder);
        foreach (Zone zone in zones)
        {
            store.Restore(zone.Origin);
            store.Reload(zone);
        }

        return store;
    }

    /// <summary>Adds a zone, or puts it in the place of the one with its name, whatever updates made of that.</summary>
    public void Set(Zone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        lock (_changing)
        {
            _folder?[zone.Origin].Delete();
            Replace(zone, ChangeTo(zone));
        }

        Changed?.Invoke(this, new ZoneChangedEventArgs(zone));
    }

    /// <summary>
    /// Puts a zone in place as its file says it, unless updates are kept that made as new a version (RFC 1982) of it:
    /// then they stand, and the answer is false.
    /// </summary>
    public bool Reload(Zone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        bool isOlder = _folder?[zone.Origin].Exists is true && Get(zone.Origin) is { } kept
            && !SerialNumber.IsNewer(zone.Serial, kept.Serial);
        if (!isOlder) Set(zone);
        return !isOlder;
    }

    /// <summary>Takes a zone out; false if there was none of the name.</summary>
    public bool Remove(DomainName origin)
    {
        lock (_changing)
        {
            var zones = new Dictionary<DomainName, Entry>(_zones, DomainNameComparer.Instance);
            bool was = zones.Remove(origin);
            _folder?[origin].Delete();
            _zones = zones;
            return was;
        }
    }

    /// <summary>Changes a zone as one step: nobody else changes it meanwhile.</summary>
    /// <param name="origin">The zone.</param>
    /// <param name="change">Makes the new version and says what is different; null for none.</param>
    /// <exception cref="IOException">The change cannot be written to disk; nothing has changed.</exception>
    internal void Update(DomainName origin, Func<Zone, (Zone Zone, ZoneChange Change)?> change)
    {
        Zone zone;
        lock (_changing)
        {
            zone = Get(origin)!;
            if (change(zone) is not var (changed, difference)) return;
            Keep(zone, changed, difference);
            Replace(zone = changed, difference);
        }

        Changed?.Invoke(this, new ZoneChangedEventArgs(zone));
    }

    /// <summary>Takes a zone as another server has it.</summary>
    internal void Take(Zone zone)
    {
        lock (_changing)
        {
            ZoneChange? change = ChangeTo(zone);
            if (change is null) _folder?[zone.Origin].Write(zone);
            else Keep(Get(zone.Origin)!, zone, change);
            Replace(zone, change);
        }

        Changed?.Invoke(this, new ZoneChangedEventArgs(zone));
    }

    /// <summary>Says that the server of a zone has just been asked for changes, and there were none.</summary>
    internal void Confirm(DomainName origin)
    {
        if (_folder?[origin] is { Exists: true } journal) journal.Confirm();
    }

    /// <summary>Puts in place what is kept of a zone; gives when it was up to date, or null where nothing is kept.</summary>
    internal DateTime? Restore(DomainName origin)
    {
        if (_folder?[origin] is not { Exists: true } journal) return null;
        lock (_changing)
        {
            (Zone zone, ZoneHistory history) = journal.Read();
            Put(origin, new Entry(zone, history));
            return journal.ConfirmedAt;
        }
    }

    /// <summary>
    /// Says that the store speaks for a zone of which it has nothing, or nothing that is still good: questions about it
    /// fail.
    /// </summary>
    internal void Suspend(DomainName origin)
    {
        lock (_changing) Put(origin, (_zones.GetValueOrDefault(origin) ?? Entry.Unknown) with { IsServed = false });
    }

    /// <summary>The zone of a name, if it is one; one that has expired too.</summary>
    internal Zone? Get(DomainName origin) => _zones.GetValueOrDefault(origin)?.Zone;

    /// <summary>What is known of how a zone became what it is.</summary>
    internal (Zone Zone, ZoneHistory History)? GetWithHistory(DomainName origin) =>
        _zones.TryGetValue(origin, out Entry? entry) && entry.IsServed ? (entry.Zone!, entry.History) : null;

    /// <summary>Answers a question, into <paramref name="answer"/>.</summary>
    internal void Lookup(ReadOnlySpan<byte> name, DnsRecordType type, ZoneAnswer answer)
    {
        answer.Clear();
        // RFC 4035 §3.1.4.1: what is said about a zone's key is in the zone above.
        bool isOfParent = type == DnsRecordType.DS && name[0] != 0;
        Entry? entry = isOfParent ? Find(name[(name[0] + 1)..]) ?? Find(name) : Find(name);
        if (entry is { IsServed: true }) new ZoneQuery(entry.Zone!, type, answer).Run(name);
        else answer.Code = entry is null ? DnsResponseCode.Refused : DnsResponseCode.ServerFailure;
    }

    // The zone whose name matches the most labels.
    private Entry? Find(ReadOnlySpan<byte> name)
    {
        var zones = _zones.GetAlternateLookup<ReadOnlySpan<byte>>();
        while (true)
        {
            if (zones.TryGetValue(name, out Entry? entry)) return entry;
            if (name[0] == 0) return null;
            name = name[(name[0] + 1)..];
        }
    }

    private ZoneChange? ChangeTo(Zone zone) =>
        Get(zone.Origin) is { } old && SerialNumber.IsNewer(zone.Serial, old.Serial) ? ZoneChange.Between(old, zone) : null;

    private void Keep(Zone zone, Zone changed, ZoneChange change)
    {
        if (_folder?[zone.Origin] is not { } journal) return;
        if (!journal.Exists) journal.Write(zone);
        journal.Append(change, changed);
    }

    private void Replace(Zone zone, ZoneChange? change)
    {
        ZoneHistory history = change is null ? ZoneHistory.Empty : _zones[zone.Origin].History.With(change);
        Put(zone.Origin, new Entry(zone, history));
    }

    private void Put(DomainName origin, Entry entry) =>
        _zones = new Dictionary<DomainName, Entry>(_zones, DomainNameComparer.Instance) { [origin] = entry };

    private sealed record Entry(Zone? Zone, ZoneHistory History)
    {
        internal static readonly Entry Unknown = new(null, ZoneHistory.Empty) { IsServed = false };

        internal bool IsServed { get; init; } = true;
    }
}
