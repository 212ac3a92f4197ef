namespace RpcStack.Services.Dns.Protocol;

/// <summary>A resource record of a message (RFC 1035 §4.1.3).</summary>
/// <param name="Name">The owner.</param>
/// <param name="Class">The class.</param>
/// <param name="TimeToLive">How long the record may be kept, in seconds, below 2^31 (RFC 2181 §8).</param>
/// <param name="Data">The type and the data.</param>
public sealed record ResourceRecord(DomainName Name, DnsClass Class, uint TimeToLive, RecordData Data)
{
    /// <summary>The type.</summary>
    public DnsRecordType Type => Data.Type;
}
