namespace RpcStack.Services.Dns;

public sealed partial record DnsRecord
{
    /// <summary>The record as a line of a zone file.</summary>
    public override string ToString() => $"{Name} {TimeToLive} IN {Type.ToText()} {Data}";
}
