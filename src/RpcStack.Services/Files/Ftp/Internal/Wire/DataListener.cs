using System.Net;
using System.Net.Sockets;

namespace RpcStack.Services.Files.Ftp;

/// <summary>Waits for one data connection. Anybody may try; only the peer of the control connection gets it.</summary>
internal sealed class DataListener : IDisposable
{
    // Strangers who knock must not keep the peer from being queued.
    private const int Backlog = 16;

    private readonly Socket _socket;

    private DataListener(Socket socket)
    {
        _socket = socket;
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
    }

    internal IPEndPoint EndPoint { get; }

    /// <summary>Whether somebody has connected already.</summary>
    internal bool HasPending => _socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Listens on any port, or on one of a range.</summary>
    /// <exception cref="SocketException">None is free.</exception>
    internal static DataListener Open(IPAddress address, FtpPortRange? ports)
    {
        if (ports is not { } range) return Open(new IPEndPoint(address, 0));
        int count = range.Last - range.First + 1;
        // Not in order, so that the next port is not known beforehand.
        int start = Random.Shared.Next(count);
        for (int i = 0; ; i++)
        {
            try
            {
                return Open(new IPEndPoint(address, range.First + ((start + i) % count)));
            }
            catch (SocketException taken) when (
                taken.SocketErrorCode is SocketError.AddressAlreadyInUse && i < count - 1)
            {
            }
        }
    }

    /// <summary>Takes the connection that comes from the peer's address; others are closed at once.</summary>
    internal async Task<Socket> AcceptAsync(IPAddress peer, CancellationToken cancel)
    {
        while (true)
        {
            Socket socket = await _socket.AcceptAsync(cancel).ConfigureAwait(false);
            if (((IPEndPoint)socket.RemoteEndPoint!).Address.Equals(peer)) return socket;
            socket.Dispose();
        }
    }

    public void Dispose() => _socket.Dispose();

    private static DataListener Open(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            socket.Listen(Backlog);
            return new DataListener(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
