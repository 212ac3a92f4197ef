using System.Buffers.Binary;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Dns.Resolving;

/// <summary>
/// Reads a reply for what it can be believed: what the zone that was asked is above of, and was asked for. Everything
/// else a server may say about others' names, true or not, is left out.
/// </summary>
/// <param name="zone">The zone that the server was asked as an authority for.</param>
/// <param name="question">The question.</param>
/// <param name="reply">The reply.</param>
internal sealed class ReplyReader(DomainName zone, DnsQuestion question, DnsMessage reply)
{
    // A server that has more names than this has none that is needed.
    private const int MaxServers = 16;

    /// <summary>The answer, of an alias the alias, of a referral the name servers.</summary>
    internal CacheEntry? Entry { get; private set; }

    /// <summary>Addresses of a referral's servers.</summary>
    internal List<RecordSet> Glue { get; } = [];

    /// <summary>What the reply means.</summary>
    /// <param name="isForwarded">Whether a resolver was asked, which is no authority for what it says.</param>
    internal ReplyKind Read(bool isForwarded)
    {
        if (reply.Code is not (DnsResponseCode.NoError or DnsResponseCode.NameError)) return ReplyKind.Lame;
        if (ReadAlias() is { } alias)
        {
            Entry = CacheEntry.Positive(alias);
            return ReplyKind.Alias;
        }

        if (ReadAnswer() is { } answer)
        {
            Entry = CacheEntry.Positive(answer);
            return ReplyKind.Answer;
        }

        bool isAuthoritative = isForwarded || (reply.Flags & DnsFlags.Authoritative) != 0;
        RecordSet? start = SetOf(reply.Authorities, DnsRecordType.SOA, IsAbove).FirstOrDefault();
        if (reply.Code == DnsResponseCode.NameError || start is not null || isAuthoritative)
        {
            // Some servers say AA of a referral too.
            bool mayRefer = !isForwarded && start is null && reply.Code == DnsResponseCode.NoError;
            if (mayRefer && ReadReferral()) return ReplyKind.Referral;
            Entry = new CacheEntry(reply.Code, null, Negative(start));
            return ReplyKind.Answer;
        }

        return ReadReferral() ? ReplyKind.Referral : ReplyKind.Lame;
    }

    // An alias of the tree that the name is in counts for more than one of the name: the latter was made from it, maybe
    // with the case of letters that only this question had.
    private RecordSet? ReadAlias()
    {
        if (question.Type is DnsRecordType.CNAME or DnsRecordType.ANY) return null;
        RecordSet? subtree = SetOf(reply.Answers, DnsRecordTypes.DNAME, owner =>
            question.Name.IsWithin(owner) && !question.Name.Equals(owner) && owner.IsWithin(zone)).FirstOrDefault();
        if (subtree is not null)
        {
            int prefix = question.Name.Wire.Length - subtree.Owner.Wire.Length;
            DomainName? target = DomainName.Join(question.Name.Wire[..prefix], subtree.Data[0].Target);
            if (target is null) return null;
            var data = RecordData.FromName(DnsRecordType.CNAME, target);
            return new RecordSet(question.Name, DnsRecordType.CNAME, subtree.TimeToLive, [data]);
        }

        return SetOf(reply.Answers, DnsRecordType.CNAME, question.Name.Equals).FirstOrDefault() is { Data: [{ } only] } alias
            ? new RecordSet(question.Name, DnsRecordType.CNAME, alias.TimeToLive, [only])
            : null;
    }

    private RecordSet? ReadAnswer()
    {
        DnsRecordType type = question.Type;
        if (type == DnsRecordType.ANY)
        {
            type = reply.Answers.FirstOrDefault(record => record.Name.Equals(question.Name))?.Type ?? type;
        }

        return SetOf(reply.Answers, type, question.Name.Equals).FirstOrDefault()?.WithOwner(question.Name);
    }

    // Down the tree and towards the name; a referral up or aside comes from a server that should not be asked.
    private bool ReadReferral()
    {
        RecordSet? servers = SetOf(reply.Authorities, DnsRecordType.NS, owner =>
            owner.IsWithin(zone) && !owner.Equals(zone) && question.Name.IsWithin(owner)).FirstOrDefault();
        if (servers is null) return false;
        RecordData[] few = [.. servers.Data.Take(MaxServers)];
        servers = new RecordSet(servers.Owner, DnsRecordType.NS, servers.TimeToLive, few);
        Entry = CacheEntry.Positive(servers);
        ReadGlue(servers);
        return true;
    }

    internal void ReadGlue(RecordSet servers)
    {
        HashSet<DomainName> names = [.. servers.Data.Select(data => DomainName.FromWire(data.Target))];
        bool IsGlue(DomainName owner) => names.Contains(owner) && owner.IsWithin(zone);
        Glue.AddRange(SetOf(reply.Additionals, DnsRecordType.A, IsGlue));
        Glue.AddRange(SetOf(reply.Additionals, DnsRecordType.AAAA, IsGlue));
    }

    private bool IsAbove(DomainName owner) => owner.IsWithin(zone) && question.Name.IsWithin(owner);

    // RFC 2308 §5: the shorter of the SOA's TTL and its MINIMUM; without an SOA record nothing is remembered.
    private static RecordSet? Negative(RecordSet? start)
    {
        if (start is null) return null;
        uint minimum = BinaryPrimitives.ReadUInt32BigEndian(start.Data[0].Wire[^sizeof(uint)..]);
        return start.WithTimeToLive(Math.Min(start.TimeToLive, minimum));
    }

    internal static IEnumerable<RecordSet> SetOf(
        IReadOnlyList<ResourceRecord> section, DnsRecordType type, Func<DomainName, bool> isWanted) =>
        section
            .Where(record => record.Type == type && record.Class == DnsClass.Internet && isWanted(record.Name))
            .GroupBy(record => record.Name)
            .Select(records => new RecordSet(
                records.Key,
                type,
                records.Min(record => record.TimeToLive),
                [.. records.Select(record => record.Data).Distinct()]));
}
