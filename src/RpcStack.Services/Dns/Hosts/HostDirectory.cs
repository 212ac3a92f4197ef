using System.Net;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Hosts;

/// <summary>What programs ask instead of DNS: hosts by name and by address, and the ports of services.</summary>
/// <param name="hosts">The names that are known without DNS.</param>
/// <param name="lookup">The name system.</param>
public sealed class HostDirectory(HostsFile hosts, IDnsLookup lookup)
{
    /// <summary>Finds a host by its name: <c>gethostbyname</c>, for both kinds of addresses.</summary>
    /// <param name="name">The name, or an address as text.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <returns>The host; null where there is none of the name, or none with an address.</returns>
    /// <exception cref="DnsException">The name system does not say whether there is one.</exception>
    public async Task<HostEntry?> GetHostByNameAsync(string name, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (IPAddress.TryParse(name, out IPAddress? literal)) return new HostEntry(name, [], [literal]);
        IReadOnlyList<IPAddress> local = hosts.AddressesOf(DomainName.Parse(name));
        if (local.Count > 0) return new HostEntry(Plain(name), [], local);
        DnsAnswer[] answers = await Task.WhenAll(
            AskAsync(name, DnsRecordType.A, cancel), AskAsync(name, DnsRecordType.AAAA, cancel)).ConfigureAwait(false);
        DnsRecord[] records = [.. answers.SelectMany(answer => answer.Answers).Distinct()];
        IPAddress[] addresses =
        [
            .. records
                .Where(record => record.Type is DnsRecordType.A or DnsRecordType.AAAA)
                .Select(record => IPAddress.Parse(record.Data)),
        ];
        if (addresses.Length == 0) return null;
        // What other names lead to is the official one.
        string official = records.First(record => record.Type is DnsRecordType.A or DnsRecordType.AAAA).Name;
        string[] aliases = [.. records.Where(r => r.Type == DnsRecordType.CNAME).Select(r => Plain(r.Name)).Distinct()];
        return new HostEntry(Plain(official), aliases, addresses);
    }

    /// <summary>Finds a host by its address: <c>gethostbyaddr</c>.</summary>
    /// <param name="address">The address.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <returns>The host; null where nobody says what its name is.</returns>
    /// <exception cref="DnsException">The name system does not answer.</exception>
    public async Task<HostEntry?> GetHostByAddressAsync(IPAddress address, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        string[] names = [.. hosts.NamesOf(address).Select(name => Plain(name.ToString()))];
        if (names.Length == 0)
        {
            DnsAnswer answer =
                await AskAsync(ReverseName.Of(address).ToString(), DnsRecordType.PTR, cancel).ConfigureAwait(false);
            names = [.. answer.Answers.Where(r => r.Type == DnsRecordType.PTR).Select(record => Plain(record.Data))];
        }

        return names.Length == 0 ? null : new HostEntry(names[0], names[1..], [address]);
    }

    private Task<DnsAnswer> AskAsync(string name, DnsRecordType type, CancellationToken cancel) =>
        lookup.LookupAsync(name, type, cancel).AsTask();

    private static string Plain(string name) => name.Length > 1 && name.EndsWith('.') ? name[..^1] : name;
}
