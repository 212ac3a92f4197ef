namespace RpcStack.Services.Dns;

/// <summary>A resource record in presentation format, as a zone file would say it.</summary>
/// <param name="Name">The owner, absolute, with its trailing dot.</param>
/// <param name="Type">The type.</param>
/// <param name="TimeToLive">How long the record may be kept, in seconds.</param>
/// <param name="Data">
/// The data: <c>192.0.2.1</c>, <c>10 mail.example.org.</c>, <c>"v=spf1 -all"</c>; of a type not known here
/// <c>\# 3 00ffee</c> (RFC 3597 §5).
/// </param>
[RpcMessage]
public sealed record DnsRecord(string Name, DnsRecordType Type, uint TimeToLive, string Data)
{
    /// <summary>The record as a line of a zone file.</summary>
    public override string ToString() => $"{Name} {TimeToLive} IN {Type.ToText()} {Data}";
}
