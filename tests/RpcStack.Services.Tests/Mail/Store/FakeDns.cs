using RpcStack.Services.Dns;

namespace RpcStack.Services.Tests.Mail.Store;

/// <summary>A name system with the records that a test wrote: <c>MX b.example 10 mail.b.example.</c></summary>
internal sealed class FakeDns(params string[] records) : IDnsLookup
{
    public ValueTask<DnsAnswer> LookupAsync(string name, DnsRecordType type, CancellationToken cancel = default)
    {
        if (name.StartsWith("broken.", StringComparison.Ordinal))
            return new(new DnsAnswer(DnsResponseCode.ServerFailure, false, [], []));
        string[][] at = [.. records.Select(record => record.Split(' ', 3)).Where(words => words[1] == name)];
        DnsRecord[] found =
            [.. at.Where(words => words[0] == type.ToText()).Select(words => new DnsRecord($"{name}.", type, 60, words[2]))];
        return new(new DnsAnswer(at.Length > 0 ? DnsResponseCode.NoError : DnsResponseCode.NameError, true, found, []));
    }
}
