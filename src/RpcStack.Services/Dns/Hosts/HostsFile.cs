using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Hosts;

/// <summary>
/// The file of names and addresses that was there before DNS and is asked before it: an address and its names a line.
/// </summary>
/// <remarks>The name <c>localhost</c> and those below it are this machine, file or not (RFC 6761 §6.3).</remarks>
public sealed class HostsFile
{
    private const string SystemPath = "/etc/hosts";
    private static readonly DomainName LocalHost = DomainName.Parse("localhost");

    private readonly Dictionary<DomainName, List<IPAddress>> _addresses = [];
    private readonly Dictionary<IPAddress, List<DomainName>> _names = [];

    private HostsFile(string text)
    {
        foreach (string line in text.Split('\n')) ReadLine(line);
        // A file that names one of them has not said that the other is somebody else.
        Add(IPAddress.Loopback, LocalHost);
        Add(IPAddress.IPv6Loopback, LocalHost);
    }

    /// <summary>Reads a file; one that cannot be read is empty, since machines do without.</summary>
    /// <param name="path">The file; by default the system's.</param>
    public static HostsFile Load(string path = SystemPath)
    {
        try
        {
            return new HostsFile(File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new HostsFile("");
        }
    }

    /// <summary>Reads a file's text. Lines that are wrong are passed over, as everywhere.</summary>
    public static HostsFile Parse(string text) => new(text);

    /// <summary>The addresses of a name, in the file's order; none where it is not there.</summary>
    public IReadOnlyList<IPAddress> AddressesOf(DomainName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _addresses.GetValueOrDefault(name.IsWithin(LocalHost) ? LocalHost : name) ?? [];
    }

    /// <summary>The names of an address, the official one first; none where it is not there.</summary>
    public IReadOnlyList<DomainName> NamesOf(IPAddress address) => _names.GetValueOrDefault(address) ?? [];

    /// <summary>The addresses of a name as records of a type; null where the name is not there.</summary>
    internal IEnumerable<IPAddress>? AddressesOf(DomainName name, DnsRecordType type)
    {
        IReadOnlyList<IPAddress> all = AddressesOf(name);
        AddressFamily family = type == DnsRecordType.AAAA ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        return all.Count == 0 ? null : all.Where(address => address.AddressFamily == family);
    }

    private void ReadLine(string line)
    {
        string[] words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !IPAddress.TryParse(words[0], out IPAddress? address)) return;
        foreach (string word in words.Skip(1))
        {
            try
            {
                Add(address, DomainName.Parse(word));
            }
            catch (FormatException)
            {
                // No name: nobody can ask for it.
            }
        }
    }

    private void Add(IPAddress address, DomainName name)
    {
        if (!_addresses.TryGetValue(name, out List<IPAddress>? addresses)) _addresses[name] = addresses = [];
        if (!addresses.Contains(address)) addresses.Add(address);
        if (!_names.TryGetValue(address, out List<DomainName>? names)) _names[address] = names = [];
        if (!names.Contains(name)) names.Add(name);
    }
}
