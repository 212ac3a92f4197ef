using System.Net.Sockets;

namespace RpcStack.Services.Dns;

/// <summary>Sends a connection's responses one after another, and waits for those that take longer.</summary>
internal sealed class TcpSender(Socket socket, TimeSpan timeout)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The connection itself counts as one, until it drains.
    private int _running = 1;
    private Task _last = Task.CompletedTask;

    /// <summary>Starts what will send a response when it has one.</summary>
    internal void Run(Func<Task> response)
    {
        Interlocked.Increment(ref _running);
        _ = Task.Run(async () =>
        {
            try
            {
                await response().ConfigureAwait(false);
            }
            finally
            {
                End();
            }
        });
    }

    internal Task SendAsync(ReadOnlyMemory<byte> octets)
    {
        if (octets.IsEmpty) return Task.CompletedTask;
        lock (_gate) return _last = SendAfterAsync(_last, octets);
    }

    /// <summary>Waits until everything that was started has ended.</summary>
    internal Task DrainAsync()
    {
        End();
        return _drained.Task;
    }

    private async Task SendAfterAsync(Task last, ReadOnlyMemory<byte> octets)
    {
        await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var patience = new CancellationTokenSource(timeout);
        while (!octets.IsEmpty)
        {
            int sent = await socket.SendAsync(octets, SocketFlags.None, patience.Token).ConfigureAwait(false);
            octets = octets[sent..];
        }
    }

    private void End()
    {
        if (Interlocked.Decrement(ref _running) == 0) _drained.TrySetResult();
    }
}
