using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>
/// A name in a zone. One without records exists too if a name below it does: an empty non-terminal (RFC 8020 §1). It
/// never changes, so versions of a zone share their nodes.
/// </summary>
internal sealed record ZoneNode(DomainName Name, RecordSet[] Sets)
{
    /// <summary>
    /// The NS records of the delegation at or above this name, the one nearest the origin; null where the zone speaks
    /// for the name. What is below it is glue (RFC 1034 §4.2.1).
    /// </summary>
    internal RecordSet? Delegation { get; init; }

    /// <summary>Whether there is a wildcard right below.</summary>
    internal bool HasWildcard { get; init; }

    /// <summary>How many names there are right below.</summary>
    internal int ChildCount { get; init; }

    internal RecordSet? Find(DnsRecordType type)
    {
        foreach (RecordSet set in Sets)
        {
            if (set.Type == type) return set;
        }

        return null;
    }
}
