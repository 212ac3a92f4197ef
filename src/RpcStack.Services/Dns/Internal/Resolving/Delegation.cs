using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Resolving;

/// <summary>A zone and the names of the servers that speak for it.</summary>
internal sealed record Delegation(DomainName Zone, IReadOnlyList<DomainName> Servers)
{
    internal static Delegation Of(CacheEntry servers) => new(
        servers.Records!.Owner, [.. servers.Records.Data.Select(data => DomainName.FromWire(data.Target))]);
}
