using System.Net.Sockets;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Dns.Serving;

/// <summary>Answers from elsewhere what the zones do not have.</summary>
internal sealed class RecursionHandler(ZoneStore zones, DnsServerOptions options)
{
    internal async Task<DnsMessage> RespondAsync(ServerRequest request, CancellationToken stopping)
    {
        try
        {
            return await LookupAsync(request, stopping).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DnsException or TimeoutException or ArgumentException
            or SocketException or RpcException)
        {
            return request.Reply(DnsResponseCode.ServerFailure, DnsFlags.RecursionAvailable);
        }
    }

    private async Task<DnsMessage> LookupAsync(ServerRequest request, CancellationToken stopping)
    {
        DnsQuestion question = request.Message.Questions[0];
        var local = new ZoneAnswer();
        zones.Lookup(question.Name.Wire, question.Type, local);
        // An alias of ours leads out, or the name is not ours at all.
        List<ResourceRecord> answers = [];
        DomainName name = question.Name;
        if (local.LeadsElsewhere)
        {
            answers.AddRange(local.Answers.SelectMany(set => set.Records));
            name = DomainName.FromWire(local.Answers[^1].Data[0].Target);
        }

        DnsAnswer found = await options.Recursion!.LookupAsync(name.ToString(), question.Type, stopping)
            .ConfigureAwait(false);
        answers.AddRange(found.Answers.Select(Read));
        DnsMessage reply = request.Reply(found.Code, DnsFlags.RecursionAvailable);
        return new DnsMessage
        {
            Id = reply.Id,
            Flags = reply.Flags,
            Code = reply.Code,
            Questions = reply.Questions,
            Answers = answers,
            Authorities = [.. found.Authorities.Select(Read)],
            Edns = reply.Edns,
        };
    }

    private static ResourceRecord Read(DnsRecord record) => new(
        DomainName.Parse(record.Name),
        DnsClass.Internet,
        record.TimeToLive,
        RecordData.Parse(record.Type, record.Data));
}
