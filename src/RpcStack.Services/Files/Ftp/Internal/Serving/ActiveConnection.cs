using System.Net;
using System.Net.Sockets;

namespace RpcStack.Services.Files.Ftp;

/// <summary>
/// Data connections that the server makes. They come from the port below the one for control, 20 for 21 (RFC 959 §3.2),
/// where the system lets it have that port.
/// </summary>
internal static class ActiveConnection
{
    internal static async Task<Socket> OpenAsync(IPEndPoint control, IPEndPoint target, CancellationToken cancel)
    {
        try
        {
            return await OpenFromAsync(new IPEndPoint(control.Address, control.Port - 1), target, cancel)
                .ConfigureAwait(false);
        }
        catch (SocketException taken) when (taken.SocketErrorCode
            is SocketError.AccessDenied or SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable)
        {
            return await OpenFromAsync(new IPEndPoint(control.Address, 0), target, cancel).ConfigureAwait(false);
        }
    }

    private static async Task<Socket> OpenFromAsync(IPEndPoint source, IPEndPoint target, CancellationToken cancel)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // The last transfer's connection may still be in TIME_WAIT.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(source);
            await socket.ConnectAsync(target, cancel).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
