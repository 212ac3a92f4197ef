using RpcStack.Marshalling;
using RpcStack.Transports;

namespace RpcStack.OncRpc.Internal.Records;

/// <summary>
/// The one writer of a stream, double-buffered: records are appended to one buffer under a short lock while the other is
/// being sent, so that however many threads append, one send carries them all.
/// </summary>
/// <param name="transport">The stream.</param>
/// <param name="limit">How many octets may wait before <see cref="WhenRoomAsync"/> makes its callers wait.</param>
/// <param name="time">The clock that tells how long the peer takes nothing.</param>
/// <param name="failed">Told, once, why nothing more can be sent.</param>
internal sealed class RecordSender(TransportConnection transport, int limit, TimeProvider time, Action<Exception> failed) : IDisposable
{
    private const int KeptCapacity = 64 << 10;

    /// <summary>A large buffer goes in pieces, so that it shows whether a slow peer takes any of it.</summary>
    private const int Piece = 128 << 10;

    private readonly Lock _gate = new();
    private ByteWriter _filling = new();
    private ByteWriter _sending = new();
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _sent;
    private bool _inFlight;
    private bool _closed;
    private long _progressAt;

    /// <summary>How long the peer has taken nothing of what is being sent; zero where nothing is.</summary>
    public TimeSpan Stuck => Volatile.Read(ref _progressAt) is var at and not 0 ? time.GetElapsedTime(at) : TimeSpan.Zero;

    /// <summary>
    /// Sends a message that began with <see cref="RecordMark.Reserve"/>, now or with the others that wait; false where the
    /// stream is closed.
    /// </summary>
    public bool Send(ByteWriter message)
    {
        RecordMark.Write(message);
        lock (_gate)
        {
            if (_closed) return false;
            _filling.Write(message.Written);
            if (_inFlight) return true;
            _inFlight = true;
            Swap();
        }

        _ = SendAsync();
        return true;
    }

    /// <summary>Completes when no more waits than the limit allows, or the stream is closed.</summary>
    public Task WhenRoomAsync()
    {
        lock (_gate)
        {
            if (_filling.Length <= limit || _closed) return Task.CompletedTask;
            _room ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>Completes when all that was appended is sent, or the stream is closed.</summary>
    public Task WhenSentAsync()
    {
        lock (_gate)
        {
            if (!_inFlight || _closed) return Task.CompletedTask;
            _sent ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _sent.Task;
        }
    }

    /// <summary>Takes no more records.</summary>
    public void Close()
    {
        TaskCompletionSource? room, sent;
        lock (_gate)
        {
            _closed = true;
            (room, sent) = (_room, _sent);
        }

        room?.TrySetResult();
        sent?.TrySetResult();
    }

    public void Dispose()
    {
        Close();
        lock (_gate)
        {
            // A send that is still under way reads its buffer, which is then left to the collector.
            if (!_inFlight) _sending.Dispose();
            _filling.Dispose();
        }
    }

    private async Task SendAsync()
    {
        try
        {
            do
            {
                for (ReadOnlyMemory<byte> rest = _sending.WrittenMemory; !rest.IsEmpty;)
                {
                    Volatile.Write(ref _progressAt, Math.Max(1, time.GetTimestamp()));
                    int size = Math.Min(rest.Length, Piece);
                    await transport.SendAsync(rest[..size], CancellationToken.None).ConfigureAwait(false);
                    rest = rest[size..];
                }

                Volatile.Write(ref _progressAt, 0);
            }
            while (TryTakeNext());
        }
        catch (Exception error)
        {
            Close();
            failed(error);
        }
    }

    private bool TryTakeNext()
    {
        TaskCompletionSource? room, sent = null;
        bool goesOn;
        lock (_gate)
        {
            if (_sending.Length > KeptCapacity)
            {
                _sending.Dispose();
                _sending = new();
            }

            _sending.Truncate(0);
            room = _room;
            _room = null;
            _inFlight = goesOn = _filling.Length > 0 && !_closed;
            if (goesOn) Swap();
            else (sent, _sent) = (_sent, null);
        }

        room?.TrySetResult();
        sent?.TrySetResult();
        return goesOn;
    }

    private void Swap() => (_filling, _sending) = (_sending, _filling);
}
