using System.Globalization;

namespace RpcStack.Services.Dns.Hosts;

/// <summary>The services that have ports of their own: <c>getservbyname</c>, <c>getservbyport</c>.</summary>
public sealed class ServiceDirectory
{
    private const string SystemPath = "/etc/services";

    // Machines without the file know these all the same.
    private const string WellKnown =
        """
        ftp-data 20/tcp
        ftp 21/tcp
        ssh 22/tcp
        telnet 23/tcp
        smtp 25/tcp mail
        domain 53/tcp
        domain 53/udp
        http 80/tcp www
        pop3 110/tcp pop-3
        sunrpc 111/tcp portmapper
        sunrpc 111/udp portmapper
        ntp 123/udp
        imap2 143/tcp imap
        https 443/tcp
        submission 587/tcp
        """;

    private readonly List<ServiceEntry> _services = [];

    private ServiceDirectory(string text)
    {
        foreach (string line in text.Split('\n')) ReadLine(line);
    }

    /// <summary>Reads a file; where it cannot be read, the best known services are there.</summary>
    /// <param name="path">The file; by default the system's.</param>
    public static ServiceDirectory Load(string path = SystemPath)
    {
        try
        {
            return new ServiceDirectory(File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new ServiceDirectory(WellKnown);
        }
    }

    /// <summary>Finds a service by its name or another name of it; null where there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="protocol">tcp or udp; null for the first that there is.</param>
    public ServiceEntry? GetServiceByName(string name, string? protocol = null) =>
        _services.Find(service =>
            IsOf(service, protocol)
            && (service.Name.Equals(name, StringComparison.Ordinal) || service.Aliases.Contains(name)));

    /// <summary>Finds a service by its port; null where there is none.</summary>
    /// <param name="port">The port.</param>
    /// <param name="protocol">tcp or udp; null for the first that there is.</param>
    public ServiceEntry? GetServiceByPort(int port, string? protocol = null) =>
        _services.Find(service => IsOf(service, protocol) && service.Port == port);

    private static bool IsOf(ServiceEntry service, string? protocol) =>
        protocol is null || service.Protocol.Equals(protocol, StringComparison.OrdinalIgnoreCase);

    // name port/protocol [alias …]
    private void ReadLine(string line)
    {
        string[] words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words[1].Split('/') is not [string number, string protocol]) return;
        if (!ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)) return;
        _services.Add(new ServiceEntry(words[0], port, protocol, words[2..]));
    }
}
