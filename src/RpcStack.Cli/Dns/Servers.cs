using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Hosts;

namespace RpcStack.Cli.Dns;

/// <summary>The server to ask: one that the user names, or the machine's own resolver.</summary>
internal static class Servers
{
    /// <summary>Finds it.</summary>
    /// <exception cref="CliException">There is none of the name.</exception>
    public static async Task<IPEndPoint> FindAsync(
        string? server, int port, AddressFamily family, CancellationToken cancel)
    {
        IReadOnlyList<IPEndPoint> own = ResolverConfiguration.LoadServers();
        if (server is null) return new IPEndPoint(own[0].Address, port);
        if (IPAddress.TryParse(server, out IPAddress? address)) return new IPEndPoint(address, port);
        try
        {
            var directory = new HostDirectory(HostsFile.Load(), new DnsClient(own[0]));
            HostEntry? host = await directory.GetHostByNameAsync(server, cancel).ConfigureAwait(false);
            IPAddress? found = host?.Addresses.FirstOrDefault(
                a => family == AddressFamily.Unspecified || a.AddressFamily == family);
            if (found is not null) return new IPEndPoint(found, port);
        }
        catch (Exception failure) when (failure is DnsException or TimeoutException or FormatException)
        {
            throw NotFound(server, failure);
        }

        throw NotFound(server, null);
    }

    private static CliException NotFound(string server, Exception? cause) =>
        new($"couldn't get address for '{server}': not found", cause: cause);
}
