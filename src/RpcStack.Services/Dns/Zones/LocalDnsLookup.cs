using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>
/// Looks names up in the zones at hand, without a network: what a server with these zones would answer.
/// </summary>
/// <param name="zones">The zones.</param>
public sealed class LocalDnsLookup(ZoneStore zones) : IDnsLookup
{
    /// <inheritdoc/>
    public ValueTask<DnsAnswer> LookupAsync(string name, DnsRecordType type, CancellationToken cancel = default)
    {
        DnsQuestion question = DnsLookupQuestion.Make(name, type);
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled<DnsAnswer>(cancel);
        var answer = new ZoneAnswer();
        zones.Lookup(question.Name.Wire, type, answer);
        return ValueTask.FromResult(new DnsAnswer(
            answer.Code, answer.IsAuthoritative, Present(answer.Answers), Present(answer.Authorities)));
    }

    private static DnsRecord[] Present(List<RecordSet> sets) =>
    [
        .. sets.SelectMany(set => set.Data.Select(
            data => new DnsRecord(set.Owner.ToString(), set.Type, set.TimeToLive, data.ToString()))),
    ];
}
