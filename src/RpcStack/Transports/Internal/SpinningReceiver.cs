using System.Diagnostics;
using System.Net.Sockets;

namespace RpcStack.Transports.Internal;

/// <summary>
/// Looks for what comes again and again for a bounded time before it waits. Where looking has found nothing for a while, it
/// only tries now and then, so that a quiet connection costs little.
/// </summary>
internal sealed class SpinningReceiver : SocketReceiver
{
    /// <summary>How many times in a row looking may find nothing.</summary>
    private const int MaxMisses = 16;

    private static readonly long Bound = Stopwatch.Frequency * 50 / 1_000_000;

    private int _misses;

    public SpinningReceiver(Socket socket) : base(socket)
    {
        // Asynchronous operations do not mind; others return at once.
        socket.Blocking = false;
    }

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        if (_misses <= MaxMisses || _misses % MaxMisses == 0)
        {
            long end = Stopwatch.GetTimestamp() + Bound;
            do
            {
                if (TryReceive(buffer.Span, out int count))
                {
                    _misses = 0;
                    return new(count);
                }

                // What is waited for may need this very core.
                Thread.Yield();
            }
            while (Stopwatch.GetTimestamp() < end);
        }

        _misses++;
        return base.ReceiveAsync(buffer, cancel);
    }
}
