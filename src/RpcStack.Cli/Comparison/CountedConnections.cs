using System.Collections.Concurrent;
using System.Net.Sockets;
using RpcStack.Transports.Tcp;

namespace RpcStack.Cli.Comparison;

/// <summary>Makes the TCP connections of an HTTP client, and asks the kernel what went over them.</summary>
internal sealed class CountedConnections
{
    private readonly ConcurrentQueue<Socket> _sockets = new();

    /// <summary>A handler for a gRPC channel, whose connections are counted.</summary>
    public SocketsHttpHandler MakeHandler() => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        EnableMultipleHttp2Connections = true,
        ConnectCallback = ConnectAsync,
    };

    /// <summary>What went over all of them; zeros where the system does not count.</summary>
    public Traffic Read()
    {
        var sum = new Traffic(0, 0, 0, 0);
        foreach (Socket socket in _sockets)
        {
            if (TcpInfo.Read(socket) is not { } counted) continue;
            sum = new Traffic(
                sum.BytesUp + counted.BytesSent,
                sum.BytesDown + counted.BytesReceived,
                sum.Packets + counted.SegmentsSent + counted.SegmentsReceived,
                ExtraConnections: 0);
        }

        return sum;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancel).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        _sockets.Enqueue(socket);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
