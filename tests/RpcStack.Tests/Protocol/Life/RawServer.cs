using System.Net;
using System.Net.Sockets;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Transports;

namespace RpcStack.Tests.Protocol.Life;

/// <summary>A server that says what a test wants it to say.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public RawServer() => _listener.Start();

    public RpcEndpoint Endpoint => new("tcp", "127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);

    /// <summary>Accepts a client, greets it, and takes its greeting.</summary>
    public async Task<RawPeer> AcceptAsync()
    {
        Socket socket = await _listener.AcceptSocketAsync().WaitAsync(TimeSpan.FromSeconds(10));
        RawPeer peer = RawPeer.Of(socket);
        await peer.SendAsync(RawPeer.Frame(new Hello(1, 1 << 20, 100, 1 << 16, 0, new byte[16], 1).Write));
        Assert.Equal(FrameType.Hello, (await peer.ReceiveAsync()).Type);
        return peer;
    }

    public void Dispose() => _listener.Stop();
}
