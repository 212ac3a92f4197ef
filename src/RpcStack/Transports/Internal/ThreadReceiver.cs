using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace RpcStack.Transports.Internal;

/// <summary>
/// Receives on a thread of its own. What awaits a receive goes on on that thread; when it asks for the next, the thread is
/// there already, so bytes change hands without a wake-up.
/// </summary>
internal sealed class ThreadReceiver : SocketReceiver, IValueTaskSource<int>
{
    /// <summary>How long to wait in the kernel at a time. Closing the socket ends a wait; a token is looked at in between.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // An object, since a Lock cannot be waited on.
    private readonly object _gate = new();
    private readonly Thread _thread;
    private ManualResetValueTaskSourceCore<int> _result;
    private Memory<byte> _buffer;
    private CancellationToken _cancel;
    private bool _isWanted;
    private bool _isClosed;

    public ThreadReceiver(Socket socket) : base(socket)
    {
        socket.Blocking = false;
        _thread = new Thread(Work) { IsBackground = true, Name = "RpcStack reader" };
        _thread.Start();
    }

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, Socket);
            _result.Reset();
            _buffer = buffer;
            _cancel = cancel;
            _isWanted = true;
            if (Thread.CurrentThread != _thread) Monitor.Pulse(_gate);
            return new(this, _result.Version);
        }
    }

    int IValueTaskSource<int>.GetResult(short token) => _result.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _result.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _result.OnCompleted(continuation, state, token, flags);

    public override void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Work()
    {
        while (WaitUntilWanted())
        {
            int count;
            try
            {
                while (!TryReceive(_buffer.Span, out count))
                {
                    _cancel.ThrowIfCancellationRequested();
                    Socket.Poll(Patience, SelectMode.SelectRead);
                }
            }
            catch (Exception error)
            {
                _result.SetException(error);
                continue;
            }

            _result.SetResult(count);
        }
    }

    /// <summary>False at the end. A receive that was asked for before is answered, if only with the end of the socket.</summary>
    private bool WaitUntilWanted()
    {
        lock (_gate)
        {
            while (!_isWanted)
            {
                if (_isClosed) return false;
                Monitor.Wait(_gate);
            }

            _isWanted = false;
            return true;
        }
    }
}
