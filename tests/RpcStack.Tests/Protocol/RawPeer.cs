using System.Net;
using System.Net.Sockets;
using RpcStack.Marshalling;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Transports;

namespace RpcStack.Tests.Protocol;

/// <summary>A peer that says what a test wants it to say.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly List<byte> _received = [];

    private RawPeer(Socket socket) => Socket = socket;

    public Socket Socket { get; }

    /// <summary>Whether something has come that was not received yet.</summary>
    public bool HasReceived => _received.Count > 0 || Socket.Available > 0;

    public static RawPeer Of(Socket socket) => new(socket);

    public static async Task<RawPeer> ConnectAsync(RpcEndpoint endpoint)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, endpoint.Port);
        return new RawPeer(socket);
    }

    /// <summary>Connects and says HELLO.</summary>
    public static async Task<RawPeer> GreetAsync(RpcEndpoint endpoint)
    {
        RawPeer peer = await ConnectAsync(endpoint);
        await peer.SendAsync(Frame(new Hello(1, 1 << 20, 100, 1 << 16, 0, [], 1).Write));
        Assert.Equal(FrameType.Hello, (await peer.ReceiveAsync()).Type);
        return peer;
    }

    public static byte[] Frame(Action<ByteWriter> write)
    {
        using var body = new ByteWriter();
        using var frame = new ByteWriter();
        write(body);
        frame.WriteVarint((ulong)body.Length);
        frame.Write(body.Written);
        return frame.Written.ToArray();
    }

    public static byte[] Frame(FrameType type, FrameFlags flags, params byte[] payload) => Frame(writer =>
    {
        writer.BeginFrame(type, flags);
        writer.Write(payload);
    });

    public Task SendAsync(params byte[][] parts) => Socket.SendAsync(parts.SelectMany(p => p).ToArray());

    /// <summary>The next frame, without its length; fails where the connection ends first.</summary>
    public async Task<(FrameType Type, FrameFlags Flags, byte[] Payload)> ReceiveAsync() =>
        await TryReceiveAsync() ?? throw new InvalidOperationException("The connection ended.");

    /// <summary>The next frame, or null where the connection ends.</summary>
    public async Task<(FrameType Type, FrameFlags Flags, byte[] Payload)?> TryReceiveAsync()
    {
        byte[] buffer = new byte[4096];
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            if (FrameParser.TryParse(_received.ToArray(), int.MaxValue, out int size, out int header))
            {
                byte[] frame = [.. _received.Take(size)];
                _received.RemoveRange(0, size);
                return ((FrameType)frame[header - 2], (FrameFlags)frame[header - 1], frame[header..]);
            }

            int count;
            try
            {
                count = await Socket.ReceiveAsync(buffer, timeout.Token);
            }
            catch (SocketException)
            {
                return null;
            }

            if (count == 0) return null;
            _received.AddRange(buffer.AsSpan(0, count));
        }
    }

    public void Dispose() => Socket.Dispose();
}
