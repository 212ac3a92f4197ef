using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace RpcStack.Transports.Internal;

/// <summary>A connected stream socket of whatever family.</summary>
internal abstract class SocketConnection(Socket socket, string local, string remote) : TransportConnection
{
    private SocketReceiver _receiver = new(socket);

    public override string LocalName { get; } = local;

    public override string RemoteName { get; } = remote;

    public override void Use(ReadSide side) => _receiver = SocketReceiver.Of(socket, side);

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        ValueTask<int> receive;
        try
        {
            receive = _receiver.ReceiveAsync(buffer, cancel);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            return ValueTask.FromException<int>(Translate(error));
        }

        return receive.IsCompletedSuccessfully ? receive : Translated(receive);

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        async ValueTask<int> Translated(ValueTask<int> receive)
        {
            try
            {
                return await receive.ConfigureAwait(false);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                throw Translate(error);
            }
        }
    }

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                int sent = await socket.SendAsync(bytes, SocketFlags.None, cancel).ConfigureAwait(false);
                bytes = bytes[sent..];
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw Translate(error);
        }
    }

    public override async ValueTask SendAsync(IList<ArraySegment<byte>> pieces, CancellationToken cancel)
    {
        try
        {
            while (pieces.Count > 0)
            {
                int sent = await socket.SendAsync(pieces, SocketFlags.None).ConfigureAwait(false);
                pieces = Rest(pieces, sent);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw Translate(error);
        }
    }

    public override void FinishSending()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The connection is gone already, which finishes sending too.
        }
    }

    public override void Abort()
    {
        socket.Close(timeout: 0);
        _receiver.Close();
    }

    public override ValueTask DisposeAsync()
    {
        socket.Dispose();
        _receiver.Close();
        return default;
    }

    /// <summary>What is left where a socket took less than all.</summary>
    private static IList<ArraySegment<byte>> Rest(IList<ArraySegment<byte>> pieces, int sent)
    {
        int whole = 0;
        while (whole < pieces.Count && sent >= pieces[whole].Count) sent -= pieces[whole++].Count;
        return whole == pieces.Count ? [] : [pieces[whole][sent..], .. pieces.Skip(whole + 1)];
    }

    private RpcException Translate(Exception error) => error is SocketException socketError
        ? socketError.ToRpcException(RemoteName, RpcPhase.Dispatch)
        : new RpcException(
            RpcStatus.Unavailable, $"{RemoteName}: the connection was closed on this side.", RpcPhase.Dispatch, error);
}
