using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>
/// A name in a zone. One without records exists too if a name below it does: an empty non-terminal (RFC 8020 §1).
/// </summary>
internal sealed class ZoneNode(DomainName name, RecordSet[] sets, ZoneNode? parent)
{
    internal DomainName Name { get; } = name;

    internal RecordSet[] Sets { get; } = sets;

    /// <summary>
    /// The delegation at or above this name, the one nearest the origin; null where the zone speaks for the name. What
    /// is below it is glue (RFC 1034 §4.2.1).
    /// </summary>
    internal ZoneNode? Delegation { get; private set; }

    /// <summary>Whether there is a wildcard right below.</summary>
    internal bool HasWildcard { get; private set; }

    internal RecordSet? Find(DnsRecordType type)
    {
        foreach (RecordSet set in Sets)
        {
            if (set.Type == type) return set;
        }

        return null;
    }

    /// <summary>Finds out what is delegated, once the parent has, and tells the parent of a wildcard.</summary>
    internal void TakePlace()
    {
        Delegation = parent?.Delegation ?? (parent is not null && Find(DnsRecordType.NS) is not null ? this : null);
        if (parent is not null && Name.IsWildcard) parent.HasWildcard = true;
    }
}
