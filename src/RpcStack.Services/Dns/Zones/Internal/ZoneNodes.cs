using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>The names of a zone's next version: those of the one before, and new ones for what is different.</summary>
/// <param name="origin">The zone.</param>
/// <param name="before">The version before; without one there are no names yet.</param>
internal sealed class ZoneNodes(DomainName origin, Zone? before)
{
    // A dictionary is copied without asking for a hash again: a few milliseconds for 100,000 names.
    private readonly Dictionary<DomainName, ZoneNode> _nodes =
        before?.CopyNodes() ?? new Dictionary<DomainName, ZoneNode>(DomainNameComparer.Instance);

    internal ZoneNode? Find(DomainName name) => _nodes.GetValueOrDefault(name);

    /// <summary>Gives a name its records, all of them; none take the name away, unless there are names below it.</summary>
    internal void Put(DomainName name, RecordSet[] sets)
    {
        ZoneNode? old = Find(name);
        if (sets.Length == 0 && old is not { ChildCount: > 0 })
        {
            if (old is not null) Remove(old);
            return;
        }

        ZoneNode node = Place((old ?? Empty(name)) with { Sets = sets });
        bool isCutElsewhere = !ReferenceEquals(node.Delegation, old?.Delegation);
        if (isCutElsewhere && node.ChildCount > 0) PlaceBelow(name);
    }

    internal Zone ToZone(RecordSet start, RecordSet negative) => new(origin, _nodes, start, negative);

    // A name's depth is at most 127, and so is that of the recursion.
    private ZoneNode Empty(DomainName name)
    {
        if (!name.Equals(origin))
        {
            ZoneNode parent = Find(name.Parent) ?? Empty(name.Parent);
            _nodes[parent.Name] = parent with
            {
                ChildCount = parent.ChildCount + 1,
                HasWildcard = parent.HasWildcard || name.IsWildcard,
            };
        }

        return Place(new ZoneNode(name, []));
    }

    private ZoneNode Place(ZoneNode node)
    {
        ZoneNode? parent = node.Name.Equals(origin) ? null : Find(node.Name.Parent);
        RecordSet? own = parent is null ? null : node.Find(DnsRecordType.NS);
        return _nodes[node.Name] = node with { Delegation = parent?.Delegation ?? own };
    }

    // What a delegation hides, the shallowest first.
    private void PlaceBelow(DomainName name)
    {
        ZoneNode[] below = [.. _nodes.Values.Where(node => node.Name.IsWithin(name) && !node.Name.Equals(name))];
        foreach (ZoneNode node in below.OrderBy(node => node.Name.LabelCount)) Place(node);
    }

    private void Remove(ZoneNode node)
    {
        _nodes.Remove(node.Name);
        if (node.Name.Equals(origin)) return;
        ZoneNode parent = Find(node.Name.Parent)!;
        parent = parent with
        {
            ChildCount = parent.ChildCount - 1,
            HasWildcard = parent.HasWildcard && !node.Name.IsWildcard,
        };
        if (parent.ChildCount == 0 && parent.Sets.Length == 0) Remove(parent);
        else _nodes[parent.Name] = parent;
    }
}
