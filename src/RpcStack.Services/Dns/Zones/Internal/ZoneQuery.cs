using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>A question being answered from one zone: the algorithm of RFC 1034 §4.3.2.</summary>
internal readonly ref struct ZoneQuery(Zone zone, DnsRecordType type, ZoneAnswer answer)
{
    // Longer chains are a mistake in the zone; the asker can follow what is left.
    private const int MaxAliases = 16;

    internal void Run(ReadOnlySpan<byte> name)
    {
        // AA speaks of the first owner name in the answer (RFC 1035 §4.1.1), aliases or not.
        answer.IsAuthoritative = true;
        while (FollowAlias(ref name))
        {
        }
    }

    /// <summary>
    /// Answers for one name; true if that is an alias within the zone, whose target is the name to go on with.
    /// </summary>
    private bool FollowAlias(ref ReadOnlySpan<byte> name)
    {
        ZoneNode node = zone.FindClosest(name, out bool isExact);
        if (node.Delegation is { } delegation && !(isExact && IsAskedOfParent(node, delegation)))
        {
            Refer(delegation);
            return false;
        }

        if (!isExact && node.Find(DnsRecordTypes.DNAME) is { } subtree) return FollowSubtree(subtree, ref name);
        ZoneNode? source = isExact ? node : zone.FindWildcard(node);
        if (source is null) answer.Code = DnsResponseCode.NameError;
        RecordSet? found = source is null ? null : Select(source);
        if (found is null)
        {
            answer.Authorities.Add(zone.NegativeAuthority);
            return false;
        }

        // Round in a circle: everything there is has been said.
        if (answer.Answers.Contains(found)) return false;
        // What a wildcard gives has the name that was asked for (RFC 4592 §3.3.1).
        answer.Answers.Add(isExact ? found : found.WithOwner(DomainName.FromWire(name)));
        AddAddresses(found);
        if (found.Type != DnsRecordType.CNAME || type is DnsRecordType.CNAME or DnsRecordType.ANY) return false;
        return GoOn(found.Data[0].Target, ref name);
    }

    // RFC 6672 §3.1: the asker may not know DNAME, so it gets an alias made for it too.
    private bool FollowSubtree(RecordSet subtree, ref ReadOnlySpan<byte> name)
    {
        answer.Answers.Add(subtree);
        int prefix = name.Length - subtree.Owner.Wire.Length;
        if (DomainName.Join(name[..prefix], subtree.Data[0].Target) is not { } target)
        {
            answer.Code = DnsResponseCodes.NameExists;
            return false;
        }

        var data = RecordData.FromName(DnsRecordType.CNAME, target);
        answer.Answers.Add(new RecordSet(DomainName.FromWire(name), DnsRecordType.CNAME, subtree.TimeToLive, [data]));
        return type is not (DnsRecordType.CNAME or DnsRecordType.ANY) && GoOn(data.Target, ref name);
    }

    private bool GoOn(ReadOnlySpan<byte> target, ref ReadOnlySpan<byte> name)
    {
        name = target;
        answer.LeadsElsewhere = !zone.Encloses(name);
        return answer.Answers.Count < MaxAliases && !answer.LeadsElsewhere;
    }

    // RFC 8482 §4.1: ANY gets one set of those there are.
    private RecordSet? Select(ZoneNode node) =>
        type == DnsRecordType.ANY
            ? node.Sets.FirstOrDefault()
            : node.Find(type) ?? node.Find(DnsRecordType.CNAME);

    // RFC 4035 §3.1.4.1: at a delegation, only the parent knows DS.
    private bool IsAskedOfParent(ZoneNode node, RecordSet delegation) =>
        type == DnsRecordType.DS && node.Find(DnsRecordType.NS) == delegation;

    private void Refer(RecordSet servers)
    {
        answer.IsAuthoritative = answer.Answers.Count > 0;
        answer.Authorities.Add(servers);
        foreach (RecordData server in servers.Data) AddAddresses(server.Target, answer.Glue, withGlue: true);
    }

    private void AddAddresses(RecordSet set)
    {
        if (set.Type is not (DnsRecordType.NS or DnsRecordType.MX or DnsRecordType.SRV)) return;
        foreach (RecordData data in set.Data) AddAddresses(data.Target, answer.Additionals, withGlue: false);
    }

    private void AddAddresses(ReadOnlySpan<byte> name, List<RecordSet> sets, bool withGlue)
    {
        if (zone.Find(name) is not { } node || (node.Delegation is not null && !withGlue)) return;
        AddOnce(node.Find(DnsRecordType.A), sets);
        AddOnce(node.Find(DnsRecordType.AAAA), sets);
    }

    private static void AddOnce(RecordSet? set, List<RecordSet> sets)
    {
        if (set is not null && !sets.Contains(set)) sets.Add(set);
    }
}
