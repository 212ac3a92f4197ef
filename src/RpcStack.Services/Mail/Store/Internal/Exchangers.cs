using System.Globalization;
using RpcStack.Services.Dns;

namespace RpcStack.Services.Mail.Store;

/// <summary>Finds the servers of a domain, the preferred ones first (RFC 5321 §5.1, RFC 7505).</summary>
internal sealed class Exchangers(MailSite site, MailSpoolOptions options)
{
    // More addresses than that are no better, only slower.
    private const int MaxAddresses = 16;
    private const string Rest = "*";

    private static readonly MailReply NoRoute =
        new(550, "5.4.4", "There is no way to the domain: no route, and no DNS");
    private static readonly MailReply NoDomain = new(550, "5.1.2", "The domain does not exist");
    private static readonly MailReply NullExchanger = new(556, "5.1.10", "The domain takes no mail");
    private static readonly MailReply NoAnswer = new(451, "4.4.3", "The DNS has no answer now");
    private static readonly MailReply NoAddress = new(451, "4.4.3", "The domain's servers have no addresses");
    private static readonly MailReply Circle =
        new(554, "5.4.6", "The domain's mail comes to this host, which does not keep it");

    public async Task<(
        IReadOnlyList<Exchanger> Servers, MailReply? Failure)> OfAsync(string domain, CancellationToken cancel)
    {
        if (options.Routes.GetValueOrDefault(domain.ToLowerInvariant(), options.Routes.GetValueOrDefault(Rest)!) is { } hop)
            return ([new Exchanger(hop.Host, hop.Host, hop)], null);
        if (Mailbox.IsLiteral(domain))
        {
            string address = domain[1..^1].Replace("IPv6:", "", StringComparison.OrdinalIgnoreCase);
            return ([At(domain, address)], null);
        }

        if (options.Dns is not { } dns) return ([], NoRoute);
        try
        {
            return await LookUpAsync(dns, domain, cancel).ConfigureAwait(false);
        }
        catch (Exception error) when (error is DnsException or TimeoutException or RpcException && !cancel.IsCancellationRequested)
        {
            return ([], NoAnswer with { Text = $"{NoAnswer.Text}: {error.Message}" });
        }
    }

    private async Task<(IReadOnlyList<Exchanger> Servers, MailReply? Failure)> LookUpAsync(
        IDnsLookup dns, string domain, CancellationToken cancel)
    {
        DnsAnswer answer = await dns.LookupAsync(domain, DnsRecordType.MX, cancel).ConfigureAwait(false);
        if (answer.Code is DnsResponseCode.NameError) return ([], NoDomain);
        if (answer.Code is not DnsResponseCode.NoError) return ([], NoAnswer);
        List<(int Preference, string Host)> records =
            [.. answer.Answers.Where(r => r.Type is DnsRecordType.MX).Select(Parse)];
        if (records is [(_, "")]) return ([], NullExchanger);
        // Without MX records the domain is its own server.
        if (records.Count == 0) records.Add((0, domain));
        List<string> hosts = Sort(records);
        if (hosts.Count == 0) return ([], Circle);
        List<Exchanger> servers = [];
        foreach (string host in hosts)
        {
            IEnumerable<string> addresses = await AddressesAsync(dns, host, cancel).ConfigureAwait(false);
            servers.AddRange(addresses.Select(address => At(host, address)));
        }

        return servers.Count > 0 ? (servers.Take(MaxAddresses).ToList(), null) : ([], NoAddress);
    }

    /// <summary>
    /// The hosts in the order of preference, those of the same in any. If this host is among them, only better ones stay.
    /// </summary>
    private List<string> Sort(List<(int Preference, string Host)> records)
    {
        int own = records.Where(r => r.Host.Equals(site.HostName, StringComparison.OrdinalIgnoreCase))
            .Select(r => r.Preference).DefaultIfEmpty(int.MaxValue).Min();
        (int Preference, string Host)[] better = [.. records.Where(r => r.Preference < own && r.Host.Length > 0)];
        Random.Shared.Shuffle(better);
        return [.. better.OrderBy(r => r.Preference).Select(r => r.Host)];
    }

    private static async Task<IEnumerable<string>> AddressesAsync(IDnsLookup dns, string host, CancellationToken cancel)
    {
        List<string> addresses = [];
        foreach (DnsRecordType type in (DnsRecordType[])[DnsRecordType.AAAA, DnsRecordType.A])
        {
            DnsAnswer answer = await dns.LookupAsync(host, type, cancel).ConfigureAwait(false);
            addresses.AddRange(answer.Answers.Where(record => record.Type == type).Select(record => record.Data));
        }

        return addresses;
    }

    private Exchanger At(string name, string address) =>
        new(name, address, new MailNextHop(address, options.ExchangerPort));

    // 10 mail.example.org.
    private static (int Preference, string Host) Parse(DnsRecord record)
    {
        string[] words = record.Data.Split(' ');
        return (int.Parse(words[0], CultureInfo.InvariantCulture), words[1].TrimEnd('.'));
    }
}
