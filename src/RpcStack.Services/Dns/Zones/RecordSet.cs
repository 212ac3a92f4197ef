using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>All records of one name and type; they are given out together (RFC 2181 §5).</summary>
public sealed class RecordSet
{
    internal RecordSet(DomainName owner, DnsRecordType type, uint timeToLive, IReadOnlyList<RecordData> data)
    {
        Owner = owner;
        Type = type;
        TimeToLive = timeToLive;
        Data = data;
    }

    /// <summary>The name.</summary>
    public DomainName Owner { get; }

    /// <summary>The type.</summary>
    public DnsRecordType Type { get; }

    /// <summary>How long the records may be kept, in seconds; all of them alike (RFC 2181 §5.2).</summary>
    public uint TimeToLive { get; }

    /// <summary>The data of each record, no two alike.</summary>
    public IReadOnlyList<RecordData> Data { get; }

    /// <summary>The records one by one.</summary>
    public IEnumerable<ResourceRecord> Records =>
        Data.Select(data => new ResourceRecord(Owner, DnsClass.Internet, TimeToLive, data));

    internal RecordSet WithTimeToLive(uint timeToLive) => new(Owner, Type, timeToLive, Data);

    internal RecordSet WithOwner(DomainName owner) => new(owner, Type, TimeToLive, Data);
}
