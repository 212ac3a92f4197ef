using System.Net;
using System.Net.Sockets;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Relays;

/// <summary>The datagrams of one client, both ways.</summary>
internal sealed class UdpRelayClient : IDisposable
{
    private const int MaxDatagram = 65_535;

    private readonly Socket _socket;
    private readonly DatagramLine _up;
    private readonly DatagramLine _down;

    public UdpRelayClient(
        Socket listener, IPEndPoint client, IPEndPoint server, RelayProfile profile, FlowTap tap, Flow flow, int number)
    {
        _socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _socket.Connect(server);
        int seed = profile.Link.Seed + (number * 2);
        _up = new DatagramLine(profile, seed)
        {
            Sent = bytes => tap.Data(flow, Side.Client, bytes),
            Lost = bytes => tap.Lose(flow, Side.Client, bytes),
            Deliver = bytes => _socket.Send(bytes.Span),
        };
        _down = new DatagramLine(profile, seed + 1)
        {
            Lost = bytes => tap.Lose(flow, Side.Server, bytes),
            Deliver = bytes =>
            {
                tap.Data(flow, Side.Server, bytes);
                listener.SendTo(bytes.Span, client);
            },
        };
        Ended = ReceiveAsync();
    }

    /// <summary>When it was heard of last, in milliseconds of the system's clock.</summary>
    public long LastUsed { get; private set; } = Environment.TickCount64;

    public Task Ended { get; }

    /// <summary>A datagram from the client.</summary>
    public void Send(ReadOnlyMemory<byte> bytes)
    {
        LastUsed = Environment.TickCount64;
        _up.Push(bytes);
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReceiveAsync()
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(MaxDatagram);
        while (true)
        {
            try
            {
                int count = await _socket.ReceiveAsync(buffer.AsMemory()).ConfigureAwait(false);
                LastUsed = Environment.TickCount64;
                _down.Push(buffer.AsMemory(0, count));
            }
            catch (SocketException refused) when (refused.SocketErrorCode is not SocketError.OperationAborted)
            {
                // Nobody listens there now; somebody may later.
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
        }
    }
}
