using RpcStack.Marshalling;
using RpcStack.OncRpc.Internal.Records;
using RpcStack.Transports;

namespace RpcStack.OncRpc.Internal.Calling;

/// <summary>Records on a stream (RFC 5531 §11). However many calls share it, each finds its reply by its transaction id.</summary>
internal sealed class StreamPath : ClientPath
{
    /// <summary>How long a stream may be silent, while a call waits in vain, before further calls go another way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TransportConnection _transport;
    private readonly OncRpcLimits _limits;
    private readonly TimeProvider _time;
    private readonly RecordReader _reader;
    private readonly RecordSender _sender;
    private readonly ExchangeTable _waiting = new();
    private readonly Task _reading;
    private long _received;
    private volatile bool _isDoubted;

    public StreamPath(TransportConnection transport, OncRpcLimits limits, TimeProvider time)
    {
        _transport = transport;
        _limits = limits;
        _time = time;
        _reader = new RecordReader(transport, limits, time);
        _sender = new RecordSender(transport, limits.MaxQueuedBytes, time, End);
        _reading = ReadAsync();
    }

    public override string Peer => _transport.RemoteName;

    public override bool IsOpen => _waiting.IsOpen && !_isDoubted;

    public override async ValueTask<Record> CallAsync(
        uint xid, ByteWriter message, bool isPatient, CancellationToken cancel)
    {
        await _sender.WhenRoomAsync().WaitAsync(cancel).ConfigureAwait(false);
        Exchange exchange = _waiting.Open(xid);
        long received = Volatile.Read(ref _received), begun = _time.GetTimestamp();
        try
        {
            // Where the stream is closed, whoever closed it ends the exchange.
            _sender.Send(message);
            return await exchange.Task.WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            if (_time.GetElapsedTime(begun) >= Patience) Doubt(received);
            throw;
        }
        finally
        {
            _waiting.Close(xid);
            if (_isDoubted && _waiting.IsEmpty) End(Closed());
        }
    }

    public override async ValueTask SendAsync(ByteWriter message, CancellationToken cancel)
    {
        await _sender.WhenRoomAsync().WaitAsync(cancel).ConfigureAwait(false);
        if (!_sender.Send(message)) throw Closed();
    }

    public override async ValueTask DisposeAsync()
    {
        End(new RpcException(RpcStatus.Unavailable, $"{Peer}: the connection was closed on this side.", RpcPhase.Dispatch));
        await _reading.ConfigureAwait(false);
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _reader.ReadAsync().ConfigureAwait(false) is { } record)
            {
                Interlocked.Increment(ref _received);
                _waiting.Complete(record);
            }

            End(Closed());
        }
        catch (Exception error)
        {
            End(error);
        }
        finally
        {
            _reader.Dispose();
        }
    }

    /// <summary>A call has waited in vain, and perhaps without a word: its server may be gone.</summary>
    private void Doubt(long received)
    {
        if (_reader.Unfinished > _limits.MessageTimeout)
            End(new RpcException(RpcStatus.Unavailable, $"{Peer} does not finish its reply.", RpcPhase.Dispatch));
        else if (Volatile.Read(ref _received) == received) _isDoubted = true;
    }

    private void End(Exception error)
    {
        _sender.Dispose();
        _waiting.End(error as RpcException ?? new RpcException(RpcStatus.Internal, $"{Peer}: {error.Message}", RpcPhase.Dispatch, error));
        _transport.Abort();
    }

    private RpcException Closed() => new(RpcStatus.Unavailable, $"{Peer} closed the connection.", RpcPhase.Dispatch);
}
