using System.Net;

namespace RpcStack.Services.Dns.Hosts;

/// <summary>The resolvers that this machine is told to ask: <c>/etc/resolv.conf</c>.</summary>
public static class ResolverConfiguration
{
    private const string SystemPath = "/etc/resolv.conf";
    private const int DnsPort = 53;

    /// <summary>Reads the servers, in the file's order; without any it is this machine.</summary>
    /// <param name="path">The file; by default the system's.</param>
    public static IReadOnlyList<IPEndPoint> LoadServers(string path = SystemPath)
    {
        IPEndPoint[] servers = [.. Lines(path)
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is ["nameserver", _, ..])
            .Select(words => IPAddress.TryParse(words[1], out IPAddress? address) ? address : null)
            .OfType<IPAddress>()
            .Select(address => new IPEndPoint(address, DnsPort))];
        return servers.Length > 0 ? servers : [new IPEndPoint(IPAddress.Loopback, DnsPort)];
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
