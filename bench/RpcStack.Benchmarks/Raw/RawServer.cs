using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace RpcStack.Benchmarks.Raw;

/// <summary>
/// The baseline's server. The first octet of a connection says what it is for: echo with one send for each receive, echo
/// with one send for each frame, echo of what was read and written by hand, or downloads, for which a frame of eight octets says how many items of which size.
/// </summary>
internal sealed class RawServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public int Listen()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1024);
        _ = AcceptAsync();
        return ((IPEndPoint)_listener.LocalEndPoint!).Port;
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket = await _listener.AcceptAsync().ConfigureAwait(false);
            socket.NoDelay = true;
            _ = ServeAsync(socket);
        }
    }

    private static async Task ServeAsync(Socket socket)
    {
        byte[] mode = new byte[1];
        using var frames = new FrameSocket(socket);
        try
        {
            if (await socket.ReceiveAsync(mode).ConfigureAwait(false) == 0) return;
            if ((RawMode)mode[0] is RawMode.Download) await DownloadAsync(frames).ConfigureAwait(false);
            else if ((RawMode)mode[0] is RawMode.EchoMarshalled) await EchoMarshalledAsync(frames).ConfigureAwait(false);
            else await EchoAsync(frames, (RawMode)mode[0] is RawMode.EchoTogether).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // The client is through, and did not wait for us.
        }
    }

    private static async Task EchoAsync(FrameSocket frames, bool together)
    {
        while (await frames.ReceiveAsync().ConfigureAwait(false) is { } received)
        {
            if (received.IsEmpty) continue;
            FrameSocket.TryMeasure(received.Span, out int frame);
            await frames.SendAsync(received, frame, together).ConfigureAwait(false);
        }
    }

    private static async Task EchoMarshalledAsync(FrameSocket frames)
    {
        var marshal = new HandMarshalling();
        while (await frames.ReceiveAsync().ConfigureAwait(false) is { } received)
        {
            marshal.Clear();
            marshal.Echo(received.Span);
            await frames.SendAsync(marshal.Written).ConfigureAwait(false);
        }
    }

    private static async Task DownloadAsync(FrameSocket frames)
    {
        while (await frames.ReceiveAsync().ConfigureAwait(false) is { } request)
        {
            if (request.IsEmpty) continue;
            int items = BinaryPrimitives.ReadInt32BigEndian(request.Span[4..]);
            byte[] item = FrameSocket.Frames(BinaryPrimitives.ReadInt32BigEndian(request.Span[8..]), 1);
            for (int i = 0; i < items; i++) await frames.SendAsync(item).ConfigureAwait(false);
        }
    }
}
