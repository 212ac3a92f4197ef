namespace RpcStack.Services.Dns.Protocol;

/// <summary>What a query asks (RFC 1035 §4.1.2).</summary>
/// <param name="Name">The name asked about.</param>
/// <param name="Type">The type of records wanted.</param>
/// <param name="Class">Their class.</param>
public sealed record DnsQuestion(DomainName Name, DnsRecordType Type, DnsClass Class = DnsClass.Internet);
