using System.Net.Sockets;

namespace RpcStack.Transports.Internal;

/// <summary>Receives from a socket; derived classes wait in other ways. One receive at a time.</summary>
internal class SocketReceiver(Socket socket)
{
    protected Socket Socket { get; } = socket;

    public static SocketReceiver Of(Socket socket, ReadSide side) => side switch
    {
        ReadSide.Thread => new ThreadReceiver(socket),
        ReadSide.Spin => new SpinningReceiver(socket),
        _ => new SocketReceiver(socket),
    };

    public virtual ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel) =>
        Socket.ReceiveAsync(buffer, SocketFlags.None, cancel);

    /// <summary>Ends what it has of its own, after the socket was closed, which is its owner's.</summary>
    public virtual void Close()
    {
    }

    /// <summary>Receives what is there; false where nothing is.</summary>
    /// <exception cref="SocketException">The connection is lost.</exception>
    protected bool TryReceive(Span<byte> buffer, out int count)
    {
        count = Socket.Receive(buffer, SocketFlags.None, out SocketError error);
        return error switch
        {
            SocketError.Success => true,
            SocketError.WouldBlock => false,
            _ => throw new SocketException((int)error),
        };
    }
}
