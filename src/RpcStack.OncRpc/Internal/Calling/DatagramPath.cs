using System.Buffers;
using System.Net;
using System.Net.Sockets;
using RpcStack.Marshalling;
using RpcStack.OncRpc.Internal.Records;
using RpcStack.Transports.Internal;

namespace RpcStack.OncRpc.Internal.Calling;

/// <summary>Datagrams (RFC 5531 §10): a call that is not answered is sent again, with longer and longer waits.</summary>
internal sealed class DatagramPath : ClientPath
{
    private readonly Socket _socket;
    private readonly OncRpcClientOptions _options;
    private readonly ExchangeTable _waiting = new();
    private readonly Task _reading;

    public DatagramPath(IPEndPoint server, OncRpcClientOptions options)
    {
        _options = options;
        Peer = server.ToString();
        _socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            // Whatever comes from elsewhere is dropped, and what the network says of this server is heard.
            _socket.Connect(server);
        }
        catch (SocketException error)
        {
            _socket.Dispose();
            throw error.ToRpcException($"onc+udp://{server}", RpcPhase.Connect);
        }

        _reading = ReadAsync();
    }

    public override string Peer { get; }

    public override bool IsOpen => _waiting.IsOpen;

    public override async ValueTask<Record> CallAsync(
        uint xid, ByteWriter message, bool isPatient, CancellationToken cancel)
    {
        Check(message);
        while (true)
        {
            Exchange exchange = _waiting.Open(xid);
            try
            {
                return await CallAsync(exchange, message, cancel).ConfigureAwait(false);
            }
            catch (RpcException) when (isPatient && _waiting.IsOpen)
            {
                // Nobody listens there yet.
                await Task.Delay(_options.Retransmission.Initial, _options.Time, cancel).ConfigureAwait(false);
            }
            finally
            {
                _waiting.Close(xid);
            }
        }
    }

    public override async ValueTask SendAsync(ByteWriter message, CancellationToken cancel)
    {
        Check(message);
        await TransmitAsync(message, cancel).ConfigureAwait(false);
    }

    public override async ValueTask DisposeAsync()
    {
        _waiting.End(new RpcException(RpcStatus.Unavailable, $"{Peer}: the client was closed.", RpcPhase.Dispatch));
        _socket.Dispose();
        await _reading.ConfigureAwait(false);
    }

    private async ValueTask<Record> CallAsync(Exchange exchange, ByteWriter message, CancellationToken cancel)
    {
        while (true)
        {
            exchange.Sendings++;
            await TransmitAsync(message, cancel).ConfigureAwait(false);
            TimeSpan wait = _options.Retransmission.After(exchange.Sendings, Random.Shared.NextDouble());
            try
            {
                return await exchange.Task.WaitAsync(wait, _options.Time, cancel).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // Lost, or its reply, or the server takes its time: the same message again.
            }
        }
    }

    private async ValueTask TransmitAsync(ByteWriter message, CancellationToken cancel)
    {
        try
        {
            await _socket.SendAsync(message.WrittenMemory[RecordMark.Size..], SocketFlags.None, cancel).ConfigureAwait(false);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionRefused)
        {
            // That is what became of an earlier datagram; the reader hears of this one's fate.
        }
        catch (SocketException error)
        {
            throw error.ToRpcException(Peer, RpcPhase.Dispatch);
        }
        catch (ObjectDisposedException)
        {
            throw new RpcException(RpcStatus.Unavailable, $"{Peer}: the client was closed.", RpcPhase.Dispatch);
        }
    }

    private async Task ReadAsync()
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(OncRpcLimits.MaxDatagramSize);
        try
        {
            while (_waiting.IsOpen)
            {
                try
                {
                    int count = await _socket.ReceiveAsync(buffer, SocketFlags.None).ConfigureAwait(false);
                    byte[] copy = ArrayPool<byte>.Shared.Rent(Math.Max(1, count));
                    buffer.AsSpan(0, count).CopyTo(copy);
                    _waiting.Complete(new Record(copy, count));
                }
                catch (SocketException error)
                {
                    _waiting.Fail(error.ToRpcException($"onc+udp://{Peer}", RpcPhase.Connect));
                    // An error that stays must not keep a processor busy.
                    if (error.SocketErrorCode is not SocketError.ConnectionRefused)
                        await Task.Delay(TimeSpan.FromMilliseconds(10)).ConfigureAwait(false);
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // The client was closed.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Check(ByteWriter message)
    {
        int size = message.Length - RecordMark.Size;
        if (size > OncRpcLimits.MaxDatagramSize)
            throw new RpcException(
                RpcStatus.ResourceExhausted,
                $"{Peer}: a message of {size} octets fits no datagram ({OncRpcLimits.MaxDatagramSize}); use onc+tcp.",
                RpcPhase.Marshal);
    }
}
