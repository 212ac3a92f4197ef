using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace FourWays.Dns.Sockets;

// A query goes out, its reply comes back: over UDP, and once more over TCP if the reply did not fit into a datagram.
internal sealed class DnsExchange(IPEndPoint server)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public async Task<byte[]> AskAsync(byte[] query)
    {
        byte[] reply = await AskOverUdpAsync(query);
        bool isTruncated = (reply[2] & 0x02) != 0;
        return isTruncated ? await AskOverTcpAsync(query) : reply;
    }

    private async Task<byte[]> AskOverUdpAsync(byte[] query)
    {
        // Datagrams get lost. Nobody but us will notice, and ask again.
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            using var timeout = new CancellationTokenSource(Timeout);
            await socket.ConnectAsync(server);
            await socket.SendAsync(query);
            try
            {
                byte[] datagram = new byte[512];
                while (true)
                {
                    int size = await socket.ReceiveAsync(datagram, timeout.Token);
                    if (IsReply(datagram.AsSpan(0, size), query)) return datagram[..size];
                }
            }
            catch (OperationCanceledException)
            {
            }
        }

        throw new TimeoutException($"{server} does not answer.");
    }

    private async Task<byte[]> AskOverTcpAsync(byte[] query)
    {
        using var client = new TcpClient(server.AddressFamily);
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            await client.ConnectAsync(server, timeout.Token);
            NetworkStream stream = client.GetStream();
            byte[] framed = [(byte)(query.Length >> 8), (byte)query.Length, .. query]; // TCP knows no messages
            await stream.WriteAsync(framed, timeout.Token);
            byte[] length = new byte[2];
            await stream.ReadExactlyAsync(length, timeout.Token);
            byte[] reply = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
            await stream.ReadExactlyAsync(reply, timeout.Token);
            return IsReply(reply, query) ? reply : throw new FormatException($"{server} answered another question.");
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{server} does not answer over TCP.");
        }
    }

    // The same ID and the same question, or it is somebody else's reply, or somebody's forgery.
    private static bool IsReply(ReadOnlySpan<byte> message, ReadOnlySpan<byte> query) =>
        message.Length >= query.Length
        && message[..2].SequenceEqual(query[..2])
        && (message[2] & 0x80) != 0
        && message[12..query.Length].SequenceEqual(query[12..]);
}
