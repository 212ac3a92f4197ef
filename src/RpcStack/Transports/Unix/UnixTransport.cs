using System.Net.Sockets;
using RpcStack.Transports.Internal;

namespace RpcStack.Transports.Unix;

/// <summary>Unix domain sockets: a file that the listener makes and removes, or one of Linux' names without a file.</summary>
internal sealed class UnixTransport(TransportOptions options) : Transport
{
    /// <summary>How often, and how far apart, a listener is tried again whose queue is full: for five seconds.</summary>
    private const int Attempts = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public override string Scheme => "unix";

    public override async ValueTask<TransportConnection> ConnectAsync(RpcEndpoint endpoint, CancellationToken cancel)
    {
        UnixDomainSocketEndPoint address = UnixAddress.Of(endpoint);
        for (int attempt = 1; ; attempt++)
        {
            Socket socket = UnixAddress.NewSocket();
            try
            {
                await socket.ConnectAsync(address, cancel).ConfigureAwait(false);
                return UnixConnection.OfClient(socket, endpoint);
            }
            catch (SocketException error)
            {
                socket.Dispose();
                // Unlike TCP's, a full queue of a Unix socket refuses a connect that does not block.
                if (error.SocketErrorCode is not SocketError.WouldBlock || attempt == Attempts)
                    throw UnixAddress.Translate(error, endpoint, isListening: false);
            }
            catch
            {
                socket.Dispose();
                throw;
            }

            await Task.Delay(Pause, cancel).ConfigureAwait(false);
        }
    }

    public override ValueTask<TransportListener> ListenAsync(RpcEndpoint endpoint, CancellationToken cancel)
    {
        UnixDomainSocketEndPoint address = UnixAddress.Of(endpoint);
        Socket socket = UnixAddress.NewSocket();
        try
        {
            Bind(socket, address, endpoint);
            // Nobody can connect before it listens, so nobody finds the file with the permissions of the umask.
            if (!UnixAddress.IsAbstract(endpoint) && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(endpoint.Path, options.SocketFileMode);
            socket.Listen(SocketListener.Backlog);
            return new(new UnixListener(socket, endpoint));
        }
        catch (SocketException error)
        {
            socket.Dispose();
            return ValueTask.FromException<TransportListener>(
                UnixAddress.Translate(error, endpoint, isListening: true));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            return ValueTask.FromException<TransportListener>(
                new RpcException(RpcStatus.PermissionDenied, $"{endpoint}: {error.Message}", RpcPhase.Connect, error));
        }
    }

    private static void Bind(Socket socket, UnixDomainSocketEndPoint address, RpcEndpoint endpoint)
    {
        try
        {
            socket.Bind(address);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse
            && !UnixAddress.IsAbstract(endpoint) && StaleSocket.TryRemove(endpoint.Path))
        {
            socket.Bind(address);
        }
    }
}
