using System.Net;

namespace RpcStack.Services.Dns.Resolving;

/// <summary>The servers of the root as IANA's hints file has them (a to m.root-servers.net).</summary>
internal static class RootServers
{
    internal static IReadOnlyList<IPAddress> Addresses { get; } =
    [
        IPAddress.Parse("198.41.0.4"),
        IPAddress.Parse("170.247.170.2"),
        IPAddress.Parse("192.33.4.12"),
        IPAddress.Parse("199.7.91.13"),
        IPAddress.Parse("192.203.230.10"),
        IPAddress.Parse("192.5.5.241"),
        IPAddress.Parse("192.112.36.4"),
        IPAddress.Parse("198.97.190.53"),
        IPAddress.Parse("192.36.148.17"),
        IPAddress.Parse("192.58.128.30"),
        IPAddress.Parse("193.0.14.129"),
        IPAddress.Parse("199.7.83.42"),
        IPAddress.Parse("202.12.27.33"),
    ];
}
