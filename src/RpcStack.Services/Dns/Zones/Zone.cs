using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>A zone: a name and what lies below it, up to where authority is delegated. It never changes.</summary>
public sealed class Zone
{
    private readonly Dictionary<DomainName, ZoneNode> _nodes;

    internal Zone(
        DomainName origin, Dictionary<DomainName, ZoneNode> nodes, RecordSet startOfAuthority, RecordSet negative)
    {
        _nodes = nodes;
        Origin = origin;
        StartOfAuthority = startOfAuthority;
        NegativeAuthority = negative;
    }

    /// <summary>The zone's name, which its SOA record has.</summary>
    public DomainName Origin { get; }

    /// <summary>The zone's SOA record.</summary>
    public RecordSet StartOfAuthority { get; }

    /// <summary>The SOA record with the TTL of a negative answer (RFC 2308 §3, §5).</summary>
    internal RecordSet NegativeAuthority { get; }

    /// <summary>The version of the zone (RFC 1982).</summary>
    public uint Serial => SerialNumber.Of(StartOfAuthority.Data[0]);

    /// <summary>Every set of records in the zone, glue included, in no particular order.</summary>
    public IEnumerable<RecordSet> RecordSets => _nodes.Values.SelectMany(node => node.Sets);

    /// <summary>The records of a name and type, glue included; null where there are none.</summary>
    public RecordSet? Find(DomainName name, DnsRecordType type)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Find(name.Wire)?.Find(type);
    }

    internal Dictionary<DomainName, ZoneNode> CopyNodes() => new(_nodes, DomainNameComparer.Instance);

    /// <summary>The node of a name, or null where the zone has none.</summary>
    internal ZoneNode? Find(ReadOnlySpan<byte> name) =>
        _nodes.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out ZoneNode? node) ? node : null;

    /// <summary>
    /// The node of a name within the zone or, where there is none, of its closest encloser (RFC 4592 §3.3.1).
    /// </summary>
    internal ZoneNode FindClosest(ReadOnlySpan<byte> name, out bool isExact)
    {
        ZoneNode? node = Find(name);
        isExact = node is not null;
        while (node is null)
        {
            // The origin has a node and encloses the name, so this ends.
            name = name[(name[0] + 1)..];
            node = Find(name);
        }

        return node;
    }

    /// <summary>The wildcard right below a node, which speaks for the names that are not there (RFC 4592).</summary>
    internal ZoneNode? FindWildcard(ZoneNode encloser)
    {
        ReadOnlySpan<byte> name = encloser.Name.Wire;
        if (!encloser.HasWildcard || name.Length + 2 > DomainName.MaxLength) return null;
        Span<byte> wildcard = stackalloc byte[name.Length + 2];
        (wildcard[0], wildcard[1]) = (1, (byte)'*');
        name.CopyTo(wildcard[2..]);
        return Find(wildcard);
    }

    /// <summary>Whether a name is the zone's origin or below it, delegated or not.</summary>
    internal bool Encloses(ReadOnlySpan<byte> name)
    {
        while (name.Length > Origin.Wire.Length) name = name[(name[0] + 1)..];
        return NameOctets.AreEqual(name, Origin.Wire);
    }
}
