using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace RpcStack.Services.Dns;

/// <summary>
/// A TCP connection to a server, with messages after two octets that say their length (RFC 1035 §4.2.2).
/// </summary>
internal sealed class TcpChannel : IDisposable
{
    private const int PrefixSize = sizeof(ushort);

    private readonly Socket _socket;
    private readonly IPEndPoint _server;
    private readonly TrafficMeter _traffic;

    private TcpChannel(Socket socket, IPEndPoint server, TrafficMeter traffic) =>
        (_socket, _server, _traffic) = (socket, server, traffic);

    internal static async Task<TcpChannel> ConnectAsync(
        IPEndPoint server, TrafficMeter traffic, CancellationToken cancel)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancel).ConfigureAwait(false);
            traffic.Connected();
            return new TcpChannel(socket, server, traffic);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    internal async Task SendAsync(byte[] message, CancellationToken cancel)
    {
        // One segment for both, since some servers take the first one for the whole (RFC 7766 §8).
        byte[] frame = new byte[PrefixSize + message.Length];
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)message.Length);
        message.CopyTo(frame, PrefixSize);
        for (int sent = 0; sent < frame.Length;)
        {
            sent += await _socket.SendAsync(frame.AsMemory(sent), SocketFlags.None, cancel).ConfigureAwait(false);
        }

        _traffic.SentOverTcp(frame.Length);
    }

    internal async Task<byte[]> ReceiveAsync(CancellationToken cancel)
    {
        byte[] prefix = await ReceiveAsync(PrefixSize, cancel).ConfigureAwait(false);
        return await ReceiveAsync(BinaryPrimitives.ReadUInt16BigEndian(prefix), cancel).ConfigureAwait(false);
    }

    public void Dispose() => _socket.Dispose();

    private async Task<byte[]> ReceiveAsync(int count, CancellationToken cancel)
    {
        byte[] octets = new byte[count];
        for (int filled = 0; filled < count;)
        {
            Memory<byte> room = octets.AsMemory(filled);
            int received = await _socket.ReceiveAsync(room, SocketFlags.None, cancel).ConfigureAwait(false);
            if (received == 0) throw new DnsException($"{_server} closed the connection before its reply was whole");
            _traffic.ReceivedOverTcp(received);
            filled += received;
        }

        return octets;
    }
}
