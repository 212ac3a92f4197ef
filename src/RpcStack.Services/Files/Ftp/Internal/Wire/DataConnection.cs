using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace RpcStack.Services.Files.Ftp;

/// <summary>A connection for one file or listing, which ends where the connection does (RFC 959 §3.4.1).</summary>
/// <param name="socket">The connection.</param>
/// <param name="stallTimeout">How long it may take to send or receive a piece.</param>
internal sealed class DataConnection(Socket socket, TimeSpan stallTimeout) : IAsyncDisposable
{
    internal const int BufferSize = 256 << 10;

    // Small enough to move within any time that a peer is given.
    private const int FilePieceSize = 1 << 20;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly Socket _socket = socket;
    private SslStream? _tls;
    private CancellationTokenSource? _stall;
    private CancellationToken _cancel;

    internal async Task EncryptAsync(Func<Stream, Task<SslStream>> handshake)
    {
        var stream = new NetworkStream(_socket, ownsSocket: false);
        try
        {
            _tls = await handshake(stream).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or AuthenticationException)
        {
            throw new BrokenTransferException($"TLS on the data connection: {failure.Message}", failure);
        }
    }

    /// <summary>Receives what has come; 0 octets at the end.</summary>
    internal ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel) => RunAsync(
        (Connection: this, Buffer: buffer),
        static (s, token) => s.Connection._tls is { } tls
            ? tls.ReadAsync(s.Buffer, token)
            : s.Connection._socket.ReceiveAsync(s.Buffer, SocketFlags.None, token),
        cancel);

    internal async ValueTask SendAsync(ReadOnlyMemory<byte> octets, CancellationToken cancel)
    {
        while (!octets.IsEmpty)
        {
            int sent = await RunAsync((Connection: this, Octets: octets), static async (s, token) =>
            {
                if (s.Connection._tls is not { } tls)
                    return await s.Connection._socket.SendAsync(s.Octets, SocketFlags.None, token).ConfigureAwait(false);
                await tls.WriteAsync(s.Octets, token).ConfigureAwait(false);
                return s.Octets.Length;
            }, cancel).ConfigureAwait(false);
            octets = octets[sent..];
        }
    }

    /// <summary>Whether the system can send files by itself.</summary>
    internal bool CanSendFile => _tls is null;

    /// <summary>Sends a file from an offset on, without copying it through this process.</summary>
    internal async ValueTask SendFileAsync(string path, long offset, CancellationToken cancel)
    {
        using var file = new FilePieces(_socket, path);
        for (long length = file.Length; offset < length;)
        {
            int count = (int)Math.Min(length - offset, FilePieceSize);
            int sent = await RunAsync(
                (File: file, Offset: offset, Count: count),
                static (s, token) => s.File.SendAsync(s.Offset, s.Count, token),
                cancel).ConfigureAwait(false);
            if (sent == 0) throw new BrokenTransferException("The file has become shorter");
            offset += sent;
        }
    }

    /// <summary>Says that everything has been sent.</summary>
    internal async ValueTask FinishAsync()
    {
        try
        {
            if (_tls is not null) await _tls.ShutdownAsync().WaitAsync(Farewell).ConfigureAwait(false);
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception failure) when (failure is IOException or SocketException or TimeoutException)
        {
            throw new BrokenTransferException($"The data connection broke: {failure.Message}", failure);
        }
    }

    /// <summary>Breaks the connection so that the peer does not take it for the end of the file.</summary>
    internal void Abort() => _socket.Close(0);

    /// <summary>Closes it, once both have said goodbye in TLS: a reset would cost the peer what it has not read.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_tls is not null)
        {
            await SayGoodbyeAsync(_tls).WaitAsync(Farewell).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _socket.Dispose();
        _stall?.Dispose();
        if (_tls is not null) await _tls.DisposeAsync().ConfigureAwait(false);
    }

    // Who has sent a file and closed does not wait for an answer, and need not.
    private async Task SayGoodbyeAsync(SslStream tls)
    {
        byte[] nothing = new byte[512];
        await tls.ShutdownAsync().ConfigureAwait(false);
        _socket.Shutdown(SocketShutdown.Send);
        while (await tls.ReadAsync(nothing).ConfigureAwait(false) > 0)
        {
        }
    }

    private async ValueTask<int> RunAsync<TState>(
        TState state, Func<TState, CancellationToken, ValueTask<int>> action, CancellationToken cancel)
    {
        CancellationTokenSource stall = StallOf(cancel);
        try
        {
            ValueTask<int> moving = action(state, stall.Token);
            // Most of a large file moves without waiting, and so without a clock.
            if (moving.IsCompleted) return await moving.ConfigureAwait(false);
            stall.CancelAfter(stallTimeout);
            int count = await moving.ConfigureAwait(false);
            stall.CancelAfter(Timeout.InfiniteTimeSpan);
            return count;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new BrokenTransferException(
                $"Nothing moved on the data connection for {stallTimeout.TotalSeconds:0.###} s");
        }
        catch (Exception failure) when (failure is SocketException or IOException or ObjectDisposedException)
        {
            throw new BrokenTransferException($"The data connection broke: {failure.Message}", failure);
        }
    }

    // One for as long as the caller's token is the same, which is mostly the whole file.
    private CancellationTokenSource StallOf(CancellationToken cancel)
    {
        if (_stall is not null && _cancel == cancel) return _stall;
        _stall?.Dispose();
        _cancel = cancel;
        return _stall = CancellationTokenSource.CreateLinkedTokenSource(cancel);
    }
}
