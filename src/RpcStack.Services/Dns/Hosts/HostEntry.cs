using System.Net;

namespace RpcStack.Services.Dns.Hosts;

/// <summary>What is known of a host.</summary>
/// <param name="Name">Its official name, without a trailing dot.</param>
/// <param name="Aliases">Other names of it.</param>
/// <param name="Addresses">Its addresses.</param>
public sealed record HostEntry(string Name, IReadOnlyList<string> Aliases, IReadOnlyList<IPAddress> Addresses);
