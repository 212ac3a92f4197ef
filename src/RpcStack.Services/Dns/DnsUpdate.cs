using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>A change of a zone to be sent to its server (RFC 2136): all of it happens, or nothing.</summary>
/// <param name="zone">The zone.</param>
public sealed class DnsUpdate(DomainName zone)
{
    private readonly List<ResourceRecord> _required = [];
    private readonly List<ResourceRecord> _changes = [];

    /// <summary>Adds a record; a set of other TTLs takes over its TTL.</summary>
    public DnsUpdate Add(ResourceRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return With(_changes, record);
    }

    /// <summary>Removes a record, whatever its TTL.</summary>
    public DnsUpdate Remove(ResourceRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return With(_changes, record with { Class = DnsClass.Absent, TimeToLive = 0 });
    }

    /// <summary>Removes the records of a type, by default all of the name.</summary>
    public DnsUpdate Remove(DomainName name, DnsRecordType type = DnsRecordType.ANY) => With(_changes, Of(name, DnsClass.Any, type));

    /// <summary>Lets it happen only if the name has records of a type, by default of any; else NXDOMAIN or NXRRSET.</summary>
    public DnsUpdate Require(DomainName name, DnsRecordType type = DnsRecordType.ANY) => With(_required, Of(name, DnsClass.Any, type));

    /// <summary>Lets it happen only if the name has no records of a type, by default of any; else YXDOMAIN or YXRRSET.</summary>
    public DnsUpdate RequireNone(DomainName name, DnsRecordType type = DnsRecordType.ANY) =>
        With(_required, Of(name, DnsClass.Absent, type));

    /// <summary>The message, for <see cref="DnsClient.SendAsync"/>; its reply's code says what came of it.</summary>
    public DnsMessage ToMessage() => new()
    {
        Opcode = DnsOpcode.Update,
        Questions = [new DnsQuestion(zone, DnsRecordType.SOA)],
        Answers = [.. _required],
        Authorities = [.. _changes],
    };

    private static ResourceRecord Of(DomainName name, DnsClass @class, DnsRecordType type) =>
        new(name, @class, 0, RecordData.FromOctets(type, []));

    private DnsUpdate With(List<ResourceRecord> records, ResourceRecord record)
    {
        records.Add(record);
        return this;
    }
}
