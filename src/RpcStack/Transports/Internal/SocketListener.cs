using System.Net.Sockets;

namespace RpcStack.Transports.Internal;

/// <summary>A listening stream socket of whatever family.</summary>
internal abstract class SocketListener(Socket socket, RpcEndpoint endpoint) : TransportListener
{
    /// <summary>How many connections the kernel holds until they are accepted.</summary>
    public const int Backlog = 1024;

    /// <summary>How long to wait when the process has run out of descriptors: until others close.</summary>
    private static readonly TimeSpan Exhausted = TimeSpan.FromMilliseconds(100);

    private volatile bool _disposed;

    public override RpcEndpoint Endpoint { get; } = endpoint;

    public override async ValueTask<TransportConnection?> AcceptAsync(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                Socket accepted = await socket.AcceptAsync(cancel).ConfigureAwait(false);
                if (Wrap(accepted) is { } connection) return connection;
            }
            catch (Exception error) when (_disposed && error is SocketException or ObjectDisposedException)
            {
                return null;
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.TooManyOpenSockets)
            {
                await Task.Delay(Exhausted, cancel).ConfigureAwait(false);
            }
            catch (SocketException error) when (error.SocketErrorCode
                is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.ProtocolOption)
            {
                // The peer gave up while it waited to be accepted: its business, not the listener's.
            }
            catch (SocketException error)
            {
                throw error.ToRpcException(Endpoint.ToString(), RpcPhase.Connect);
            }
        }
    }

    public override ValueTask DisposeAsync()
    {
        _disposed = true;
        socket.Dispose();
        return default;
    }

    /// <summary>Makes a connection of an accepted socket.</summary>
    /// <exception cref="SocketException">It was reset meanwhile.</exception>
    protected abstract TransportConnection Connect(Socket accepted);

    private TransportConnection? Wrap(Socket accepted)
    {
        try
        {
            return Connect(accepted);
        }
        catch (SocketException)
        {
            // Reset between the handshake and the accept: it has no address to be named by any more.
            accepted.Dispose();
            return null;
        }
    }
}
