using System.Net;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Hosts;

/// <summary>Answers from a hosts file what that knows, and asks the name system for the rest.</summary>
/// <param name="hosts">The file.</param>
/// <param name="next">Who is asked for what it does not have.</param>
public sealed class HostsLookup(HostsFile hosts, IDnsLookup next) : IDnsLookup
{
    /// <inheritdoc/>
    public ValueTask<DnsAnswer> LookupAsync(string name, DnsRecordType type, CancellationToken cancel = default)
    {
        DnsQuestion question = DnsLookupQuestion.Make(name, type);
        IEnumerable<string>? data = type switch
        {
            DnsRecordType.A or DnsRecordType.AAAA =>
                hosts.AddressesOf(question.Name, type)?.Select(address => address.ToString()),
            DnsRecordType.PTR => Names(question.Name),
            _ => null,
        };
        if (data is null) return next.LookupAsync(name, type, cancel);
        DnsRecord[] records = [.. data.Select(text => new DnsRecord(question.Name.ToString(), type, 0, text))];
        return ValueTask.FromResult(new DnsAnswer(DnsResponseCode.NoError, false, records, []));
    }

    private IEnumerable<string>? Names(DomainName name)
    {
        IPAddress? address = ReverseName.Parse(name);
        IReadOnlyList<DomainName> names = address is null ? [] : hosts.NamesOf(address);
        return names.Count == 0 ? null : names.Take(1).Select(first => first.ToString());
    }
}
