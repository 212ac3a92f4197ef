using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace RpcStack.OncRpc.Tests.Serving;

/// <summary>A client that sends whatever octets a test likes, over TCP.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public static async Task<RawClient> ConnectAsync(OncRpcEndpoint server)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Address.Port));
        return client;
    }

    public async Task SendAsync(byte[] bytes)
    {
        for (int sent = 0; sent < bytes.Length;) sent += await _socket.SendAsync(bytes.AsMemory(sent));
    }

    /// <summary>The words of the next reply, or null where the server has closed the connection.</summary>
    public async Task<uint[]?> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        byte[] mark = new byte[4];
        if (!await FillAsync(mark, limit.Token)) return null;
        byte[] message = new byte[BinaryPrimitives.ReadUInt32BigEndian(mark) & 0x7fff_ffff];
        return await FillAsync(message, limit.Token) ? RawMessage.Words(message) : null;
    }

    public void Dispose() => _socket.Dispose();

    private async Task<bool> FillAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            while (!buffer.IsEmpty)
            {
                int count = await _socket.ReceiveAsync(buffer, cancel);
                if (count == 0) return false;
                buffer = buffer[count..];
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
