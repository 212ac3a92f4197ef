using System.Buffers;
using System.Net;
using System.Net.Sockets;
using RpcStack.Marshalling;
using RpcStack.OncRpc.Internal.Messages;
using RpcStack.OncRpc.Internal.Records;
using RpcStack.Transports.Internal;

namespace RpcStack.OncRpc.Internal.Serving;

/// <summary>Serves datagrams: each is a call, and its reply goes back to where it came from.</summary>
internal sealed class DatagramDoor : CallSource, IServerDoor
{
    private readonly Socket _socket;
    private readonly OncRpcLimits _limits;
    private readonly ReplyCache _replies;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _receiving;
    private volatile bool _isDraining;
    private int _running;

    private DatagramDoor(ServerCore server, Socket socket, OncRpcEndpoint endpoint) : base(server)
    {
        _socket = socket;
        _limits = server.Options.Limits;
        _replies = new ReplyCache(server.Options);
        Endpoint = endpoint;
        Cancellation = _stopping.Token;
        _receiving = ReceiveAsync();
    }

    public OncRpcEndpoint Endpoint { get; }

    public override CancellationToken Cancellation { get; }

    public override int MaxMessageSize => Math.Min(_limits.MaxMessageSize, OncRpcLimits.MaxDatagramSize);

    public static async ValueTask<IServerDoor> OpenAsync(ServerCore server, OncRpcEndpoint endpoint, CancellationToken cancel)
    {
        Socket? socket = null;
        try
        {
            IPAddress address = await AddressLookup.FindAsync(endpoint.Address.Host, cancel).ConfigureAwait(false);
            socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            if (address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            socket.Bind(new IPEndPoint(address, endpoint.Address.Port));
            return new DatagramDoor(server, socket, endpoint.WithPort(((IPEndPoint)socket.LocalEndPoint!).Port));
        }
        catch (SocketException error)
        {
            socket?.Dispose();
            throw error.ToRpcException(endpoint.ToString(), RpcPhase.Connect);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isDraining = true;
        if (Volatile.Read(ref _running) > 0)
        {
            Task limit = Task.Delay(Server.Options.DrainTimeout, Server.Options.Time);
            await Task.WhenAny(_quiet.Task, limit).ConfigureAwait(false);
        }

        _socket.Dispose();
        await _receiving.ConfigureAwait(false);
        await _stopping.StopAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    public override void Reply(ServedCall call, ByteWriter reply, bool isKept)
    {
        CallKey key = (CallKey)call.Key!;
        ReadOnlySpan<byte> message = reply.Written[RecordMark.Size..];
        if (isKept) _replies.Keep(key, message);
        Send(message, key.Sender);
    }

    public override void Ended(ServedCall call)
    {
        _replies.End((CallKey)call.Key!);
        if (Interlocked.Decrement(ref _running) == 0 && _isDraining) _quiet.TrySetResult();
    }

    private async Task ReceiveAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(OncRpcLimits.MaxDatagramSize + 1);
        var sender = new SocketAddress(_socket.AddressFamily);
        while (true)
        {
            try
            {
                int count = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, sender).ConfigureAwait(false);
                Take(buffer.AsSpan(0, count), sender);
            }
            catch (SocketException)
            {
                // What one datagram fails with says nothing of the next; without a pause it might be all there is.
                await Task.Delay(TimeSpan.FromMilliseconds(1)).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                return;
            }
        }
    }

    private void Take(ReadOnlySpan<byte> message, SocketAddress from)
    {
        if (_isDraining || message.Length > MaxMessageSize || CallHeader.Read(message, out CallHeader call) is CallReading.NoCall) return;
        // Whoever sends more than can run sends it again.
        if (Volatile.Read(ref _running) >= _limits.MaxConcurrentCalls) return;
        var sender = new SocketAddress(from.Family, from.Size);
        from.Buffer[..from.Size].CopyTo(sender.Buffer);
        var key = CallKey.Of(sender, call.Xid, message);
        if (!_replies.TryBegin(key, out byte[]? reply))
        {
            if (reply is not null) Send(reply, sender);
            return;
        }

        byte[] copy = ArrayPool<byte>.Shared.Rent(message.Length);
        message.CopyTo(copy);
        Interlocked.Increment(ref _running);
        var record = new Record(copy, message.Length);
        ThreadPool.UnsafeQueueUserWorkItem(new ServedCall(this, record, NameOf(sender)) { Key = key }, preferLocal: false);
    }

    private void Send(ReadOnlySpan<byte> message, SocketAddress to)
    {
        try
        {
            _socket.SendTo(message, SocketFlags.None, to);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // A lost datagram is the network's way; whoever wants the reply asks again.
        }
    }

    private string NameOf(SocketAddress sender)
    {
        var endPoint = (IPEndPoint)_socket.LocalEndPoint!.Create(sender);
        return endPoint.Address.IsIPv4MappedToIPv6
            ? new IPEndPoint(endPoint.Address.MapToIPv4(), endPoint.Port).ToString()
            : endPoint.ToString();
    }
}
