using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Tests.Dns;

public sealed class LocalDnsLookupTests : DnsLookupConformance
{
    protected override IDnsLookup Lookup { get; } = new LocalDnsLookup(SampleZones.Load());
}
