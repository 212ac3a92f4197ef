using System.Diagnostics;
using System.Net;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>One query and its reply over a TCP connection.</summary>
internal static class TcpExchange
{
    internal static async Task<DnsReply> AskAsync(
        IPEndPoint server, OutgoingQuery query, TrafficMeter traffic, CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        using TcpChannel channel = await TcpChannel.ConnectAsync(server, traffic, cancel).ConfigureAwait(false);
        await channel.SendAsync(query.Octets, cancel).ConfigureAwait(false);
        byte[] message = await channel.ReceiveAsync(cancel).ConfigureAwait(false);
        // Nobody else can write into the connection, so there is no better reply to wait for.
        DnsMessage reply = query.Match(message)
            ?? throw new DnsException($"{server} sent over TCP what is no reply to the query");
        return new DnsReply(reply, server, true, message.Length, Stopwatch.GetElapsedTime(start));
    }
}
