using System.Diagnostics;
using System.Net;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Dns.Resolving;

/// <summary>One lookup: from what is cached, or from the root down, question by question, within a budget.</summary>
internal sealed class Resolution(
    DnsResolverOptions options, ResolverCache cache, Upstream upstream, CancellationToken cancel)
{
    private const int MaxAliases = 16;
    private const int MaxReferrals = 32;

    // A server's name may be in a zone whose servers have names in a zone ….
    private const int MaxDepth = 5;

    // RFC 9156 §2.3: after so many steps the rest of a long name is said at once.
    private const int MaxMinimizedSteps = 10;

    private const uint FailureTimeToLive = 5;

    private readonly WorkBudget _budget = new(options.MaxQueries);

    /// <summary>Resolves a question: the aliases on the way, and what the last name has.</summary>
    internal async Task<(List<RecordSet> Aliases, CacheEntry Last)> ResolveAsync(
        DomainName name, DnsRecordType type, int depth = 0)
    {
        List<RecordSet> aliases = [];
        while (true)
        {
            CacheEntry entry = FindCached(name, type) ?? await FetchAsync(name, type, depth).ConfigureAwait(false);
            bool isAlias = entry.Records is { Type: DnsRecordType.CNAME } && type is not DnsRecordType.CNAME
                and not DnsRecordType.ANY;
            if (!isAlias) return (aliases, entry);
            if (aliases.Count == MaxAliases) throw new DnsException($"There are more than {MaxAliases} aliases in a row");
            aliases.Add(entry.Records!);
            name = DomainName.FromWire(entry.Records!.Data[0].Target);
            if (aliases.Exists(alias => alias.Owner.Equals(name))) throw new DnsException($"{name} is an alias of itself");
        }
    }

    private CacheEntry? FindCached(DomainName name, DnsRecordType type)
    {
        if (cache.Find(name, type, CacheKind.Answer) is { } exact) return exact;
        CacheEntry? alias = cache.Find(name, DnsRecordType.CNAME, CacheKind.Answer);
        return alias is { Records: not null } ? alias : cache.Find(name, DnsRecordType.None, CacheKind.Answer);
    }

    private async Task<CacheEntry> FetchAsync(DomainName name, DnsRecordType type, int depth)
    {
        if (depth > MaxDepth) throw new DnsException($"The servers of {name} have servers that have servers …");
        var question = new DnsQuestion(name, type);
        CacheEntry entry;
        try
        {
            entry = options.Forwarders.Count > 0
                ? await ForwardAsync(question).ConfigureAwait(false)
                : await IterateAsync(question, depth).ConfigureAwait(false);
        }
        catch (DnsException) when (depth == 0)
        {
            // RFC 9520 §3.2: a failure is remembered for a moment, so that nobody repeats it all the time.
            cache.Put(name, type, CacheKind.Answer, Failure(name));
            throw;
        }

        var cap = (uint)(entry.Records is null ? options.MaxNegativeTimeToLive : options.MaxTimeToLive).TotalSeconds;
        entry = entry.Capped(cap);
        // That a name does not exist is true for every type.
        DnsRecordType key = entry.Code == DnsResponseCode.NameError ? DnsRecordType.None : entry.Records?.Type ?? type;
        cache.Put(name, type == DnsRecordType.ANY ? type : key, CacheKind.Answer, entry);
        return entry;
    }

    private static CacheEntry Failure(DomainName name) => new(
        DnsResponseCode.ServerFailure, null, new RecordSet(name, DnsRecordType.None, FailureTimeToLive, []));

    private async Task<CacheEntry> ForwardAsync(DnsQuestion question)
    {
        var zone = new Delegation(DomainName.Root, []);
        (ReplyReader reader, _) = await AskAnyAsync(zone, options.Forwarders, question, true).ConfigureAwait(false);
        return reader.Entry!;
    }

    // From the closest zone that is known, asking for one label more at a time (RFC 9156 §2).
    private async Task<CacheEntry> IterateAsync(DnsQuestion question, int depth)
    {
        Delegation zone = await StartAsync(question).ConfigureAwait(false);
        int known = zone.Zone.LabelCount;
        int steps = 0;
        for (int referrals = 0; referrals <= MaxReferrals;)
        {
            bool isMinimized = options.IsNameMinimized && known + 1 < question.Name.LabelCount
                && steps++ < MaxMinimizedSteps;
            DnsQuestion asked = isMinimized
                ? new DnsQuestion(question.Name.Suffix(known + 1), DnsRecordType.A)
                : question;
            (ReplyReader reader, ReplyKind kind) = await AskZoneAsync(zone, asked, depth).ConfigureAwait(false);
            if (kind == ReplyKind.Referral)
            {
                zone = Learn(reader);
                known = zone.Zone.LabelCount;
                referrals++;
            }
            else if (!isMinimized)
            {
                return reader.Entry!;
            }
            else
            {
                // Some servers deny a name that has names below it, so only the whole name is believed not to exist.
                known = reader.Entry!.Code == DnsResponseCode.NameError ? question.Name.LabelCount : known + 1;
            }
        }

        throw new DnsException($"There are more than {MaxReferrals} referrals on the way to {question.Name}");
    }

    private Delegation Learn(ReplyReader reader)
    {
        var cap = (uint)options.MaxTimeToLive.TotalSeconds;
        CacheEntry servers = reader.Entry!.Capped(cap);
        cache.Put(servers.Records!.Owner, DnsRecordType.NS, CacheKind.Delegation, servers);
        foreach (RecordSet glue in reader.Glue)
            cache.Put(glue.Owner, glue.Type, CacheKind.Delegation, CacheEntry.Positive(glue).Capped(cap));
        return Delegation.Of(servers);
    }

    private async Task<Delegation> StartAsync(DnsQuestion question)
    {
        // What is said about a zone's keys is in the zone above (RFC 4035 §3.1.4.1).
        DomainName name = question.Type == DnsRecordType.DS ? question.Name.Parent : question.Name;
        for (; !name.IsRoot; name = name.Parent)
        {
            if (cache.Find(name, DnsRecordType.NS, CacheKind.Delegation) is { } servers) return Delegation.Of(servers);
        }

        return await PrimeAsync().ConfigureAwait(false);
    }

    // RFC 9609: the hints are good for finding out who serves the root, and for that only.
    private async Task<Delegation> PrimeAsync()
    {
        CacheEntry? servers = cache.Find(DomainName.Root, DnsRecordType.NS, CacheKind.Delegation);
        if (servers is not null) return Delegation.Of(servers);
        var root = new Delegation(DomainName.Root, []);
        var question = new DnsQuestion(DomainName.Root, DnsRecordType.NS);
        (ReplyReader reader, _) = await AskAnyAsync(root, Hints, question, false).ConfigureAwait(false);
        if (reader.Entry is not { Records: not null }) throw new DnsException("The root servers do not say who they are");
        reader.ReadGlue(reader.Entry.Records);
        return Learn(reader);
    }

    private async Task<(ReplyReader Reader, ReplyKind Kind)> AskZoneAsync(Delegation zone, DnsQuestion question, int depth)
    {
        List<IPEndPoint> known = [.. zone.Servers.SelectMany(FindAddresses)];
        // A root server that does not say where the others are is reached as before.
        if (known.Count == 0 && zone.Zone.IsRoot) known.AddRange(Hints);
        DnsException? failure = null;
        if (known.Count > 0)
        {
            try
            {
                return await AskAnyAsync(zone, known, question, false).ConfigureAwait(false);
            }
            catch (DnsException e) when (_budget.Queries < options.MaxQueries)
            {
                failure = e;
            }
        }

        foreach (DomainName server in zone.Servers.Where(server => !FindAddresses(server).Any()))
        {
            // Its own zone is the only one that could say, and for that its address would have to be known.
            if (server.IsWithin(zone.Zone) && !zone.Zone.IsRoot) continue;
            if (!_budget.TryTakeServerLookup()) break;
            try
            {
                IPEndPoint[] found = await LookupAddressesAsync(server, depth).ConfigureAwait(false);
                if (found.Length > 0) return await AskAnyAsync(zone, found, question, false).ConfigureAwait(false);
            }
            catch (DnsException e) when (_budget.Queries < options.MaxQueries)
            {
                failure = e;
            }
        }

        throw failure ?? new DnsException($"The zone {zone.Zone} has no server whose address can be found");
    }

    private IEnumerable<IPEndPoint> FindAddresses(DomainName server)
    {
        foreach (DnsRecordType type in (DnsRecordType[])[DnsRecordType.A, DnsRecordType.AAAA])
        {
            CacheEntry? entry = cache.Find(server, type, CacheKind.Answer);
            RecordSet? set = entry?.Records ?? cache.Find(server, type, CacheKind.Delegation)?.Records;
            foreach (IPEndPoint address in AddressesOf(set)) yield return address;
        }
    }

    private async Task<IPEndPoint[]> LookupAddressesAsync(DomainName server, int depth)
    {
        (_, CacheEntry last) = await ResolveAsync(server, DnsRecordType.A, depth + 1).ConfigureAwait(false);
        if (last.Records is null && last.Code == DnsResponseCode.NoError)
        {
            (_, last) = await ResolveAsync(server, DnsRecordType.AAAA, depth + 1).ConfigureAwait(false);
        }

        return [.. AddressesOf(last.Records)];
    }

    private IEnumerable<IPEndPoint> AddressesOf(RecordSet? set) =>
        set?.Type is DnsRecordType.A or DnsRecordType.AAAA
            ? set.Data.Select(data => new IPEndPoint(new IPAddress(data.Wire), options.Port))
            : [];

    private IEnumerable<IPEndPoint> Hints =>
        options.RootServers.Select(address => new IPEndPoint(address, options.Port));

    // The fastest first; a second round gives each more time.
    private async Task<(ReplyReader Reader, ReplyKind Kind)> AskAnyAsync(
        Delegation zone, IEnumerable<IPEndPoint> servers, DnsQuestion question, bool isForwarded)
    {
        const int Rounds = 2;
        const int MaxServers = 6;
        string last = "";
        List<IPEndPoint> candidates = [.. upstream.Order(servers).Take(MaxServers)];
        for (int round = 0; round < Rounds; round++)
        {
            foreach (IPEndPoint server in candidates.ToArray())
            {
                _budget.TakeQuery();
                long start = Stopwatch.GetTimestamp();
                try
                {
                    DnsMessage reply = await upstream.AskAsync(server, question, isForwarded, round, cancel)
                        .ConfigureAwait(false);
                    var reader = new ReplyReader(zone.Zone, question, reply);
                    ReplyKind kind = reader.Read(isForwarded);
                    Trace(zone.Zone, server, question, Outcome(reader, kind, reply), start);
                    if (kind != ReplyKind.Lame) return (reader, kind);
                    last = $"{server} answers {reply.Code.ToText()} and no more";
                    candidates.Remove(server);
                }
                catch (DnsException failure)
                {
                    last = $"{server}: {failure.Message}";
                    Trace(zone.Zone, server, question, failure.Message, start);
                }
            }
        }

        throw new DnsException(
            $"No server of {zone.Zone} answers {question.Name} {question.Type.ToText()}; the last one: {last}");
    }

    private void Trace(DomainName zone, IPEndPoint server, DnsQuestion question, string outcome, long start) =>
        options.Trace?.Invoke(new ResolutionStep(
            zone, server, question, outcome, Stopwatch.GetElapsedTime(start)));

    private static string Outcome(ReplyReader reader, ReplyKind kind, DnsMessage reply) => kind switch
    {
        ReplyKind.Referral => $"referral to {reader.Entry!.Records!.Owner}",
        ReplyKind.Alias => $"alias of {reader.Entry!.Records!.Data[0]}",
        ReplyKind.Lame => $"lame, {reply.Code.ToText()}",
        _ when reader.Entry!.Records is { } records => $"answer, {records.Data.Count} {records.Type.ToText()}",
        _ when reply.Code == DnsResponseCode.NameError => "no such name",
        _ => "no such records",
    };
}
