namespace RpcStack.Services.Dns.Hosts;

/// <summary>A service with a port of its own.</summary>
/// <param name="Name">Its official name.</param>
/// <param name="Port">The port.</param>
/// <param name="Protocol">tcp or udp.</param>
/// <param name="Aliases">Other names of it.</param>
public sealed record ServiceEntry(string Name, int Port, string Protocol, IReadOnlyList<string> Aliases);
