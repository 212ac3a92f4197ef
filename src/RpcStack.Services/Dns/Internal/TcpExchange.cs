using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>
/// One query and its reply over a TCP connection, each after two octets that say its length (RFC 1035 §4.2.2).
/// </summary>
internal static class TcpExchange
{
    private const int PrefixSize = sizeof(ushort);

    internal static async Task<DnsMessage> AskAsync(
        IPEndPoint server, OutgoingQuery query, TrafficMeter traffic, CancellationToken cancel)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, cancel).ConfigureAwait(false);
        traffic.Connected();

        // One segment for both, since some servers take the first one for the whole (RFC 7766 §8).
        byte[] frame = new byte[PrefixSize + query.Octets.Length];
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)query.Octets.Length);
        query.Octets.CopyTo(frame, PrefixSize);
        for (int sent = 0; sent < frame.Length;)
        {
            sent += await socket.SendAsync(frame.AsMemory(sent), SocketFlags.None, cancel).ConfigureAwait(false);
        }

        traffic.SentOverTcp(frame.Length);
        byte[] prefix = await ReceiveAsync(socket, PrefixSize, server, traffic, cancel).ConfigureAwait(false);
        int length = BinaryPrimitives.ReadUInt16BigEndian(prefix);
        byte[] message = await ReceiveAsync(socket, length, server, traffic, cancel).ConfigureAwait(false);
        // Nobody else can write into the connection, so there is no better reply to wait for.
        return query.Match(message) ?? throw new DnsException($"{server} sent over TCP what is no reply to the query");
    }

    private static async Task<byte[]> ReceiveAsync(
        Socket socket, int count, IPEndPoint server, TrafficMeter traffic, CancellationToken cancel)
    {
        byte[] octets = new byte[count];
        for (int filled = 0; filled < count;)
        {
            Memory<byte> room = octets.AsMemory(filled);
            int received = await socket.ReceiveAsync(room, SocketFlags.None, cancel).ConfigureAwait(false);
            if (received == 0) throw new DnsException($"{server} closed the connection before its reply was whole");
            traffic.ReceivedOverTcp(received);
            filled += received;
        }

        return octets;
    }
}
