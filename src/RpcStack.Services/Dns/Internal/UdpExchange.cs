using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RpcStack.Services.Dns;

/// <summary>One query and its reply over UDP.</summary>
internal static class UdpExchange
{
    // Replies are at most as large as EDNS said, but a server may say more, and then is understood all the same.
    private const int BufferSize = 4096;

    internal static async Task<DnsReply> AskAsync(
        IPEndPoint server, OutgoingQuery query, int maxMismatches, TrafficMeter traffic, CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        // A socket of its own has a port of its own, which the system picks at random; connected, it takes datagrams
        // from the server's address only and hears that nobody listens there (RFC 5452 §9.2).
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(server);
        await socket.SendAsync(query.Octets, SocketFlags.None, cancel).ConfigureAwait(false);
        traffic.DatagramSent(query.Octets.Length);

        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (int mismatches = 0; mismatches <= maxMismatches; mismatches++)
            {
                int received = await socket.ReceiveAsync(buffer, SocketFlags.None, cancel).ConfigureAwait(false);
                traffic.DatagramReceived(received);
                if (query.Match(buffer.AsSpan(0, received)) is { } reply)
                {
                    return new DnsReply(reply, server, false, received, Stopwatch.GetElapsedTime(start));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        throw new DnsException($"{server} sent more than {maxMismatches} datagrams that are no reply to the query");
    }
}
